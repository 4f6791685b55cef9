// Each with its own defaults: no plugin and no setting is for evertoken.

import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../driver/ports.mjs';

/** The page beside the `main.js` that a bundler puts there. */
const output = async (root) => {
  const folder = join(root, 'dist');
  await mkdir(folder, { recursive: true });
  await copyFile(join(root, 'index.html'), join(folder, 'index.html'));
  return folder;
};

/** `bundle(stage, root, folder)` makes `folder/main.js` of `root/main.js`. */
const build = (name, bundle) => async (stage) => {
  const root = await stage.page(name);
  const folder = await output(root);
  await bundle(stage, root, folder);
  await stage.visit(`${await stage.serve(folder)}/`);
};

const webpackConfig = (root, mode, path) => ({ mode, context: root, entry: './main.js', output: { path, filename: 'main.js' } });

const webpack = async (stage, root, folder) => {
  const compiler = (await stage.tool('webpack'))(webpackConfig(root, 'production', folder));
  await new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error ?? stats.hasErrors()) reject(error ?? new Error(stats.toString()));
      else resolve();
    });
  });
};

const webpackDevServer = async (stage) => {
  const root = await stage.page('webpack');
  const compiler = (await stage.tool('webpack'))({ ...webpackConfig(root, 'development', join(root, 'dist')), infrastructureLogging: { level: 'error' }, stats: 'errors-only' });
  const DevServer = await stage.tool('webpack-dev-server');
  const server = new DevServer({ host: '127.0.0.1', port: await freePort(), static: { directory: root, watch: false }, client: { overlay: false } }, compiler);
  stage.atEnd(() => server.stop());
  await server.start();
  await stage.visit(`http://127.0.0.1:${server.options.port}/`);
};

const rollup = async (stage, root, folder) => {
  const { rollup: bundle } = await stage.tool('rollup');
  const nodeResolve = await stage.tool('@rollup/plugin-node-resolve');
  const bundled = await bundle({ input: join(root, 'main.js'), plugins: [nodeResolve()] });
  await bundled.write({ file: join(folder, 'main.js'), format: 'es' });
  await bundled.close();
};

const esbuildOptions = (root, folder) => ({ entryPoints: [join(root, 'main.js')], bundle: true, format: 'esm', outdir: folder, logLevel: 'warning' });

const esbuild = async (stage, root, folder) => {
  const { build: bundle } = await stage.tool('esbuild');
  await bundle({ ...esbuildOptions(root, folder), minify: true });
};

const esbuildServer = async (stage) => {
  const root = await stage.page('esbuild');
  const folder = await output(root);
  const context = await (await stage.tool('esbuild')).context(esbuildOptions(root, folder));
  stage.atEnd(() => context.dispose());
  const { port } = await context.serve({ servedir: folder, host: '127.0.0.1', port: 0 });
  await stage.visit(`http://127.0.0.1:${port}/`);
};

/** As its users call it: a program. */
const PARCEL = 'node_modules/.bin/parcel';

const parcel = async (stage) => {
  const root = await stage.page('parcel');
  const folder = join(root, 'dist');
  await stage.finish(PARCEL, ['build', join(root, 'index.html'), '--dist-dir', folder, '--no-cache', '--no-source-maps']);
  await stage.visit(`${await stage.serve(folder)}/`);
};

const parcelServer = async (stage) => {
  const root = await stage.page('parcel');
  const port = String(await freePort());
  const options = ['--dist-dir', join(root, 'served'), '--cache-dir', join(root, 'cache'), '--host', '127.0.0.1', '--port', port];
  await stage.start(PARCEL, ['serve', join(root, 'index.html'), ...options], /Built in/);
  await stage.visit(`http://127.0.0.1:${port}/`);
};

export default (version) => [
  { name: `webpack ${version('webpack')}`, checks: { build: build('webpack', webpack), 'dev server': webpackDevServer } },
  { name: `Rollup ${version('rollup')}`, checks: { build: build('rollup', rollup) } },
  { name: `esbuild ${version('esbuild')}`, checks: { build: build('esbuild', esbuild), 'dev server': esbuildServer } },
  { name: `Parcel ${version('parcel')}`, checks: { build: parcel, 'dev server': parcelServer } },
];
