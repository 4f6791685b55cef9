// Without a browser.

import { join } from 'node:path';
import { build } from 'esbuild';

const bin = (name) => join('node_modules/.bin', name);

const program = (name, ...args) => (stage) => stage.run(name, args);

/** Bundled as wrangler does it: its conditions, and the wasm as a file beside. */
const workerd = async (stage) => {
  const folder = join(stage.group, 'workerd');
  await build({
    entryPoints: [join(folder, 'main.js')],
    outdir: join(folder, 'dist'),
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.wasm': 'copy' },
    assetNames: '[name]',
    logLevel: 'warning',
  });
  const args = ['serve', join(folder, 'config.capnp'), '--control-fd=1'];
  const [, port] = await stage.start(bin('workerd'), args, /"socket":"http","port":(\d+)/);
  const { address, kept } = stage.expect();
  const answer = await fetch(`http://127.0.0.1:${port}/?server=${encodeURIComponent(address)}`);
  if (!answer.ok) throw new Error(await answer.text());
  await kept();
};

export default (version) => [
  { name: 'Node', checks: { ESM: program('node', 'main.mjs'), CommonJS: program('node', 'main.cjs') } },
  { name: `Deno ${version('deno')}`, checks: { ESM: program(bin('deno'), 'run', '--allow-net', '--allow-env', 'main.mjs') } },
  { name: `Bun ${version('bun')}`, checks: { ESM: program(bin('bun'), 'main.mjs'), CommonJS: program(bin('bun'), 'main.cjs') } },
  { name: `workerd ${version('workerd')}`, checks: { 'the wasm as a module': workerd } },
];
