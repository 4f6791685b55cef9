// A group of consumers as strangers have it: its folder copied out of the checkout, its tools from its own lock file, and the
// packed tarball installed beside them.

import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transform } from 'esbuild';

const SOURCES = fileURLToPath(new URL('../', import.meta.url));
const TARGET = fileURLToPath(new URL('../../../target/consumers/', import.meta.url));
const call = promisify(execFile);

/** The folder of a group, installed. */
export const install = async (group, tarball) => {
  const folder = join(TARGET, group);
  const source = join(SOURCES, 'consumers', group);
  await mkdir(folder, { recursive: true });
  for (const entry of await readdir(folder)) {
    if (entry !== 'node_modules') await rm(join(folder, entry), { recursive: true });
  }
  await cp(source, folder, { recursive: true });
  // Of an older tarball, and what bundlers made of it.
  for (const stale of ['evertoken', '.vite', '.cache']) await rm(join(folder, 'node_modules', stale), { recursive: true, force: true });
  // Not `npm ci`: it wants the binaries of all platforms in the registry, and mirrors lack some. The lock is followed all the same.
  const options = ['--no-save', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel', 'error'];
  await call('npm', ['install', tarball, ...options], { cwd: folder, maxBuffer: 1e8 });
  await cp(join(SOURCES, 'driver/tool.mjs'), join(folder, 'tool.mjs'));
  await addScenario(folder);
  return folder;
};

/** The shared page beside a consumer's own sources. */
export const addPage = (folder) => cp(join(SOURCES, 'page'), folder, { recursive: true, force: false });

/** The tests of the bindings, where they find the group's React and MobX. */
export const addBindings = (folder) => cp(join(SOURCES, 'bindings'), join(folder, 'bindings'), { recursive: true });

/** For those who `require` it. */
const addScenario = async (folder) => {
  const source = await readFile(join(SOURCES, 'page/scenario.js'), 'utf8');
  await writeFile(join(folder, 'scenario.js'), source);
  const { code } = await transform(source, { format: 'cjs' });
  await writeFile(join(folder, 'scenario.cjs'), code);
};
