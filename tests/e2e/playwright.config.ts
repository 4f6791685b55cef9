import { execFileSync } from 'node:child_process';
import { defineConfig } from '@playwright/test';
import { at } from './fixtures/places';

/** Debian's; Playwright would download one of its own. */
const chromium = process.env.CHROMIUM ?? execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();

const OFF_THE_NETWORK = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

export default defineConfig({
  testDir: 'specs',
  outputDir: at('target/e2e/results'),
  globalSetup: './global_setup.ts',
  // A test that passes at the second try has failed.
  retries: 0,
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    launchOptions: { executablePath: chromium, args: ['--no-sandbox', ...OFF_THE_NETWORK] },
    screenshot: 'only-on-failure',
  },
});
