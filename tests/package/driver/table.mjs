// «Runs in» of the README: what this run has shown, between two markers.

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const README = fileURLToPath(new URL('../../../README.md', import.meta.url));
const [BEGIN, END] = ['<!-- runs in: written by `cargo xtask test --all consumers` -->', '<!-- end -->'];

const tableOf = (consumers) => {
  const rows = consumers.map(({ name, checks }) => `| ${name} | ${Object.keys(checks).join(', ')} |`);
  return ['| | |', '|---|---|', ...rows].join('\n');
};

/** In CI a table that differs is an error; elsewhere it is rewritten. */
export const keepTable = async (consumers) => {
  const readme = await readFile(README, 'utf8');
  const [before, rest] = readme.split(BEGIN);
  const after = rest?.split(END).slice(1).join(END);
  if (after === undefined) throw new Error(`README.md lacks ${BEGIN} … ${END}`);
  const written = `${before}${BEGIN}\n${tableOf(consumers)}\n${END}${after}`;
  if (written === readme) return;
  if (process.env.CI) throw new Error('«Runs in» in README.md is not what this run has shown: cargo xtask test --all consumers');
  await writeFile(README, written);
  console.log('README.md: «Runs in» is rewritten; commit it');
};
