// Without any tool: what `npm install` laid down, served as it is.

import assert from 'node:assert/strict';

const STRICT = "default-src 'none'; img-src data:; connect-src *; require-trusted-types-for 'script'; trusted-types 'none'; script-src 'self'";

/** A page of this group; `headers` travel with everything. */
const visit = (name, headers) => async (stage) => {
  await stage.page(name);
  await stage.visit(`${await stage.serve(stage.group, headers)}/${name}/`);
};

const refusal = async (stage) => {
  await stage.page('csp_refusing');
  const page = await stage.open(`${await stage.serve(stage.group, { 'content-security-policy': STRICT })}/csp_refusing/`);
  await page.waitForFunction(() => document.title.startsWith('['));
  const message = "WebAssembly does not start. If a Content-Security-Policy forbids it, this allows it: script-src 'self' 'wasm-unsafe-eval'";
  const once = { isApiError: true, code: 'ERR_WASM', message };
  assert.deepEqual(JSON.parse(await page.title()), [once, once]);
};

export default () => [
  { name: 'Plain `<script type="module">`', checks: { 'import map': visit('script'), '`evertoken/slim`': visit('slim') } },
  {
    name: 'A strict CSP with Trusted Types',
    checks: {
      "with `'wasm-unsafe-eval'`": visit('csp', { 'content-security-policy': `${STRICT} 'wasm-unsafe-eval'` }),
      'without it `ERR_WASM`': refusal,
    },
  },
  { name: 'Workers', checks: { dedicated: visit('worker'), 'service worker': visit('service_worker') } },
];
