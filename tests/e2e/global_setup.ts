// Builds both pages anew (a second each), so that no test ever looks at yesterday's.

import { existsSync } from 'node:fs';
import { build, type Plugin } from 'vite';
import { seeds } from './client_page/seeds_plugin';
import { at, CLIENT_PAGE, DEMO, SERVER } from './fixtures/places';

export default async function buildPages(): Promise<void> {
  if (!existsSync(SERVER)) {
    throw new Error(`${SERVER} is not there: cargo build --package evertoken-server, or set EVERTOKEN_SERVER`);
  }
  await buildPage(at('www'), DEMO);
  await buildPage(at('tests/e2e/client_page'), CLIENT_PAGE, [seeds()]);
}

async function buildPage(root: string, outDir: string, plugins: Plugin[] = []): Promise<void> {
  await build({ root, plugins, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
}
