// Rendered on the server, hydrated in the browser; and two users rendered at once by one process.

import assert from 'node:assert/strict';
import { freePort } from '../../driver/ports.mjs';

const NEXT = 'node_modules/.bin/next';
const QUIET = { NEXT_TELEMETRY_DISABLED: '1' };

const built =
  (...bundler) =>
  async (stage) => {
    const { address, calls } = stage.expect();
    const environment = { ...QUIET, NEXT_PUBLIC_SERVER: address };
    await stage.finish(NEXT, ['build', ...bundler], environment);
    await started(stage, 'start', environment, calls);
  };

const dev = async (stage) => {
  const { address, calls } = stage.expect();
  await started(stage, 'dev', { ...QUIET, NEXT_PUBLIC_SERVER: address }, calls);
};

const started = async (stage, command, environment, calls) => {
  const port = String(await freePort());
  await stage.start(NEXT, [command, '--hostname', '127.0.0.1', '--port', port], /Ready in/, environment);
  const origin = `http://127.0.0.1:${port}`;
  await hydrates(stage, `${origin}/`);
  await sharesNothing(`${origin}/users`, calls);
};

const hydrates = async (stage, url) => {
  assert.equal(await shownBy(await fetch(url)), 'unknown');
  const page = await stage.visit(url);
  await page.getByText('authenticated').waitFor();
};

/** The server of the calls answers the two users only when it has been asked for both. */
const sharesNothing = async (url, calls) => {
  const rendered = async (token) => shownBy(await fetch(url, token ? { headers: { cookie: `token=${token}` } } : {}));
  assert.deepEqual(await Promise.all(['ada', 'grace'].map(rendered)), ['ada@example.org', 'grace@example.org']);
  assert.equal(await rendered(undefined), '401', 'nobody is left over for the next');
  const expected = ['GET /whoami 200', 'GET /whoami 200', 'GET /whoami 401'];
  assert.deepEqual(calls, expected, 'a server has no session to refresh');
};

const shownBy = async (answer) => /<output>(.*?)<\/output>/.exec(await answer.text())?.[1];

export default (version) => [
  {
    name: `Next.js ${version('next')}, with SSR`,
    checks: { 'build (Turbopack)': built(), 'build (webpack)': built('--webpack'), 'dev server': dev },
  },
];
