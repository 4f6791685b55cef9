// The packed tarball where the wasm cannot start: a typed error that says what to do, and it can be tried again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { ApiClient, isApiError } = await import('evertoken');
const slim = await import('evertoken/slim');

const refused = (cause) => (error) => {
  assert.ok(isApiError(error), String(error));
  assert.equal(error.code, 'ERR_WASM');
  if (cause) assert.ok(error.message.includes("script-src 'self' 'wasm-unsafe-eval'"), error.message);
  if (cause) assert.ok(cause(error.cause), String(error.cause));
  return true;
};

// As under a policy that forbids it.
const { Module } = WebAssembly;
const forbidden = new WebAssembly.CompileError('disallowed by embedder');
WebAssembly.Module = class {
  constructor() {
    throw forbidden;
  }
};
const whole = () => new ApiClient({ baseURL: 'http://x' });
assert.throws(whole, refused((cause) => cause === forbidden));
assert.throws(whole, refused((cause) => cause === forbidden));
WebAssembly.Module = Module;

// An engine without wasm.
const { WebAssembly: engine } = globalThis;
delete globalThis.WebAssembly;
assert.throws(whole, refused((cause) => cause instanceof ReferenceError));
globalThis.WebAssembly = engine;

const bytes = readFileSync(new URL(import.meta.resolve('evertoken/evertoken.wasm')));
const site = createServer((request, response) => {
  response.writeHead(request.url === '/evertoken.wasm' ? 200 : 404, { 'Content-Type': 'text/plain' });
  response.end(request.url === '/evertoken.wasm' ? bytes : 'no such file');
});
await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${site.address().port}`;

const lean = () => new slim.ApiClient({ baseURL: 'http://x' });
assert.throws(lean, refused(), 'slim is started by hand');
const isWrong = (cause) => cause instanceof Error;
await assert.rejects(slim.init(`${base}/other.wasm`), refused(isWrong));
await assert.rejects(slim.init(fetch('http://127.0.0.1:1/')), refused(isWrong));
await assert.rejects(slim.init(new Uint8Array([0, 1, 2])), refused(isWrong));
await assert.rejects(slim.init(), refused(isWrong));
assert.throws(() => slim.initSync(new Uint8Array([0, 1, 2])), refused(isWrong));
assert.throws(lean, refused());

// Another MIME type is no obstacle, and those who start it at the same time start it once.
await Promise.all([slim.init(fetch(`${base}/evertoken.wasm`)), slim.init(new URL(`${base}/evertoken.wasm`)), slim.init(bytes)]);
await slim.init(new WebAssembly.Module(bytes));
assert.ok(lean() instanceof slim.ApiClient);
assert.ok(whole() instanceof ApiClient);
site.close();
