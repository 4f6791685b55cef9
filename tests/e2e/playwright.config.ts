import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, executable, type Engine } from './fixtures/browsers';
import { at } from './fixtures/places';

export default defineConfig<object, { engine: Engine }>({
  outputDir: at('target/e2e/results'),
  globalSetup: './global_setup.ts',
  // A test that passes at the second try has failed.
  retries: 0,
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  // They end what hangs, on the slowest machine too; what a test claims is never a matter of these.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
  projects: [
    {
      name: 'demo',
      testDir: 'specs',
      use: {
        launchOptions: { executablePath: executable('chromium'), args: CHROMIUM_ARGUMENTS },
        screenshot: 'only-on-failure',
      },
    },
    // Driven by puppeteer: Playwright does not drive Debian's Firefox.
    { name: 'tabs-chromium', testDir: 'tabs', use: { engine: 'chromium' } },
    { name: 'tabs-firefox', testDir: 'tabs', use: { engine: 'firefox' } },
  ],
});
