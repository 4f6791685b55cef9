// The same checks for any major of Vite: no plugin, no setting for evertoken.

import { join } from 'node:path';

export const build = (name) => async (stage) => {
  const root = await stage.page(name);
  const vite = await stage.tool('vite');
  await vite.build({ root, configFile: false, logLevel: 'warn', build: { target: 'es2022' } });
  await stage.visit(`${await stage.serve(join(root, 'dist'))}/`);
};

export const devServer = (name) => async (stage) => {
  const root = await stage.page(name);
  const vite = await stage.tool('vite');
  const server = await vite.createServer({ root, configFile: false, logLevel: 'warn', server: { host: '127.0.0.1', port: 0 } });
  stage.atEnd(() => server.close());
  await server.listen();
  await stage.visit(`http://127.0.0.1:${server.httpServer.address().port}/`);
};
