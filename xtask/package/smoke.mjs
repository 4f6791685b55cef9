// The packed tarball in Node: importing it does nothing, the first client starts the wasm.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const compiled = [];
const { Module } = WebAssembly;
WebAssembly.Module = new Proxy(Module, {
  construct(target, parameters) {
    compiled.push(parameters);
    return Reflect.construct(target, parameters);
  },
});

// As in jsdom, where an import must work too.
const codecs = { TextDecoder: globalThis.TextDecoder, TextEncoder: globalThis.TextEncoder };
delete globalThis.TextDecoder;
delete globalThis.TextEncoder;

const before = Object.getOwnPropertyNames(globalThis);
const { ApiClient } = await import('evertoken');
const slim = await import('evertoken/slim');
const require = createRequire(import.meta.url);
const required = require('evertoken');
const requiredSlim = require('evertoken/slim');
assert.deepEqual(Object.getOwnPropertyNames(globalThis), before, 'an import defines no global');
assert.equal(compiled.length, 0, 'an import compiles nothing');
Object.assign(globalThis, codecs);

assert.ok(new ApiClient({ baseURL: 'http://x' }) instanceof ApiClient);
assert.equal(compiled.length, 1, 'the first client compiles the wasm, once');
new ApiClient({ baseURL: 'http://x' });
assert.equal(compiled.length, 1, 'the second client compiles nothing');

slim.initSync(readFileSync(new URL(import.meta.resolve('evertoken/evertoken.wasm'))));
assert.ok(new slim.ApiClient({ baseURL: 'http://x' }) instanceof slim.ApiClient);

for (const { ApiClient: Client, isApiError } of [required, requiredSlim]) {
  assert.throws(() => new Client({ baseUrl: 'http://x' }), isApiError, 'an entry knows its own errors');
}
assert.notEqual(required.ApiClient, ApiClient, '`require` gets CommonJS');
assert.deepEqual(Object.keys(required).sort(), Object.keys(await import('evertoken')).sort());
assert.deepEqual(Object.keys(requiredSlim).sort(), Object.keys(slim).sort());
assert.ok(new required.ApiClient({ baseURL: 'http://x' }) instanceof required.ApiClient);
