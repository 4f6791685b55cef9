// What a failing call rejects with.

import { as, claim, client, failsWith, holds, identical, json, offline, rejection, same, text } from './page/page.js';
import { ApiError, CanceledError, isApiError, isCancel } from '../../pkg-template/error.js';

export const each_status_has_its_code = claim(async (server) => {
  const api = client();
  for (const status of [300, 400, 404, 422, 499, 500, 503]) {
    server.on('GET /users', json({ message: 'no' }, status));
    const code = status >= 400 && status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE';
    const error = await failsWith(code, api.get('/users'));
    same([error.status, error.response.status, error.response.data.message], [status, status, 'no']);
    same(error.message, `Request failed with status code ${status}`);
  }
});

export const the_network_down_has_its_cause = claim(async (server) => {
  server.on('GET /users', offline);
  const error = await failsWith('ERR_NETWORK', client({ token: 'fresh' }).get('/users'));
  same([error.message, error.response, error.status], ['Network Error', undefined, undefined]);
  holds(error.cause instanceof TypeError && error.cause.message === 'Failed to fetch');
});

export const whatever_fetch_throws_is_the_cause = claim(async (server) => {
  for (const thrown of ['text', 7, null, { a: 1 }]) {
    server.on('GET /users', () => {
      throw thrown;
    });
    same((await failsWith('ERR_NETWORK', client().get('/users'))).cause, thrown);
  }
});

export const a_body_that_breaks_off_is_a_network_error = claim(async (server) => {
  const broken = () => new Response(new ReadableStream({ pull: (body) => body.error(new TypeError('reset')) }));
  server.on('GET /users', broken);
  const { cause } = await failsWith('ERR_NETWORK', client().get('/users'));
  const theirs = await rejection(broken().text()); // an AbortError in Firefox, though nobody has aborted
  same([cause.name, cause.message], [theirs.name, theirs.message]);
});

export const an_error_has_the_fields_of_axios = claim(async (server) => {
  server.on('POST /users', as({ url: 'https://api.test/api/users' }, json({ message: 'taken' }, 409)));
  const error = await rejection(client().post('/users', { name: 'Ada' }, { mine: 1 }));
  holds(error instanceof Error && error instanceof ApiError && !(error instanceof CanceledError));
  same(Object.keys(error).sort(), ['code', 'config', 'isAxiosError', 'message', 'name', 'request', 'response', 'status']);
  same([error.name, error.isAxiosError, error.config.mine, error.config.data], ['ApiError', true, 1, { name: 'Ada' }]);
  identical(error.request, error.response.request);
  identical(error.config, error.response.config);
  const { stack, ...told } = JSON.parse(JSON.stringify(error));
  holds(stack === error.stack && stack.includes('call.js'), stack); // where it was thrown; Chromium says what, too
  same([told.name, told.code, told.status, told.message], ['ApiError', 'ERR_BAD_REQUEST', 409, error.message]);
  same([told.config.url, told.config.method, told.config.data, told.response], ['/users', 'post', { name: 'Ada' }, undefined]);
});

/** Probed on axios 1.21: `new AxiosError('m', 'C', {}, {}, { status: 1 })`, and a `CanceledError`. */
export const an_error_has_the_keys_of_axios = claim(async (server) => {
  server.on('GET /users', text('no', 400)).on('GET /down', offline);
  const keys = (error) => Object.keys(error).sort();
  const common = ['code', 'config', 'isAxiosError', 'message', 'name'];
  same(keys(await rejection(client().get('/users'))), [...common, 'request', 'response', 'status'].sort());
  same(keys(await rejection(client().get('/down'))), common);
  same(keys(await rejection(client().get('/users', { signal: AbortSignal.abort() }))), ['__CANCEL__', ...common]);
  const told = JSON.parse(JSON.stringify(await rejection(client().get('/users', { auth: { username: 'ada', password: 'secret' } }))));
  same(Object.keys(told).sort(), ['code', 'config', 'message', 'name', 'stack', 'status']);
  holds(!JSON.stringify(told).includes('ada'), 'the name and the password are told');
});

export const the_guards_know_the_kinds = claim(async (server) => {
  server.on('GET /users', text('no', 400));
  const failed = await rejection(client().get('/users'));
  const canceled = await rejection(client().get('/users', { signal: AbortSignal.abort() }));
  same([isApiError(failed), isCancel(failed)], [true, false]);
  same([isApiError(canceled), isCancel(canceled), canceled.isAxiosError], [true, true, true]);
  for (const other of [undefined, null, 7, 'x', {}, new Error('x'), { isAxiosError: true }]) {
    same([isApiError(other), isCancel(other)], [false, false]);
  }
});

export const an_error_whose_config_is_a_cycle_can_still_be_logged = claim(async (server) => {
  server.on('GET /users', text('no', 400));
  class Loop {
    self = this;
  }
  const error = await rejection(client().get('/users', { metadata: new Loop() }));
  same(JSON.parse(JSON.stringify(error)).code, 'ERR_BAD_REQUEST');
});
