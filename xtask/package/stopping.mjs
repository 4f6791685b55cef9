// The packed tarball when the wasm stops after an internal fault: nobody is left hanging, and nothing more is tried.
import assert from 'node:assert/strict';

const { ApiClient, isApiError } = await import('evertoken');

const unheard = [];
for (const event of ['unhandledRejection', 'uncaughtException']) process.on(event, (reason) => unheard.push(reason));

const answers = [];
globalThis.fetch = () => new Promise((resolve) => answers.push(resolve));
const reject = () => new Response('{}', { status: 401 });

const api = new ApiClient({ baseURL: 'http://x', session: { storage: 'memory' } });
api.session.setToken('secret');
const shown = api.session.getSnapshot();
const other = new ApiClient({ baseURL: 'http://x', session: false });
const calls = [api.get('/one'), api.get('/two'), api.get('/three'), other.get('/four'), api.session.login({})];
const outcomes = Promise.allSettled(calls);
await new Promise(setImmediate);

// A clock that throws leaves the wasm in the midst of its work: the next who comes by finds it so, and panics.
const { now } = performance;
performance.now = () => {
  performance.now = now;
  throw new Error('a broken clock');
};
answers.shift()(reject());
await new Promise(setImmediate);
assert.equal(unheard.length, 1, 'the broken clock');
answers.shift()(reject());

for (const { status, reason } of await outcomes) {
  assert.equal(status, 'rejected');
  assert.ok(isApiError(reason), String(reason));
  assert.equal(reason.code, 'ERR_WASM');
  assert.match(reason.message, / at \S*src\/client\/\w+\.rs:\d+:\d+/);
  assert.ok(!reason.message.includes('secret'));
}

const refused = (work) => assert.throws(work, (error) => isApiError(error) && error.code === 'ERR_WASM');
await assert.rejects(api.get('/later'), { code: 'ERR_WASM' });
await assert.rejects(other.get('/later'), { code: 'ERR_WASM' });
await assert.rejects(api.session.logout(), { code: 'ERR_WASM' });
refused(() => api.session.setToken('another'));
refused(() => api.session.getToken());
refused(() => new ApiClient({ baseURL: 'http://x' }));
assert.equal(api.session.getSnapshot(), shown, 'what is shown stays');
api.close();
assert.equal(answers.length, 3, 'nothing more was sent');
