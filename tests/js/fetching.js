// `api.fetch`: the signature and behaviour of the global `fetch`, and the session on top.

import { sendsStreams } from '../../pkg-template/body.js';
import { BASE, Held, SENDS_STREAMS, as, claim, client, failsWith, holds, identical, instead, json, offline } from './page/page.js';
import { rejection, same, text, turn, unsupported } from './page/page.js';

const USERS = `${BASE}/users`;

/** The two ways to say the same. */
const WAYS = {
  'an address': (api, url, init) => api.fetch(url, init),
  'a Request': (api, url, init) => api.fetch(new Request(url, init)),
};

const each = async (work) => {
  for (const [name, send] of Object.entries(WAYS)) await work(send, name);
};

export const the_answer_is_the_browsers_own = claim(async (server) => {
  const made = [];
  const answer = (status) => (call) => made[made.push(json(['Ada'], status)(call)) - 1];
  for (const status of [200, 404, 500]) {
    server.on('GET /users', answer(status));
    await each(async (send) => {
      const response = await send(client({ token: 'fresh' }), USERS);
      identical(response, made.at(-1));
      same([response.status, response.bodyUsed, server.calls.at(-1).token], [status, false, 'Bearer fresh']);
    });
  }
});

export const the_browsers_fetch_is_called_before_ours_returns = claim(async (server) => {
  server.on('GET /users', json([]));
  const { fetch } = client({ token: 'fresh' });
  const calls = [fetch(USERS), fetch(new URL(USERS)), fetch(new Request(USERS))];
  same(server.routes, ['GET /users', 'GET /users', 'GET /users']);
  await Promise.all(calls);
});

export const what_init_says_reaches_the_browsers_fetch = claim(async (server) => {
  server.on('POST /users', json({}));
  const init = { method: 'POST', body: 'x', credentials: 'omit', keepalive: true, cache: 'no-cache', redirect: 'manual' };
  const headers = { 'X-A': 'a', 'content-type': 'text/x' };
  await each(async (send) => {
    const api = client({ token: 'fresh', headers: { 'X-Default': 'no' }, timeout: 5, withCredentials: true });
    api.interceptors.request.use(() => Promise.reject(new Error('interceptors are not for this')));
    await send(api, USERS, { ...init, headers });
    const { credentials, keepalive, cache, redirect, headers: sent } = server.calls.at(-1);
    same([credentials, keepalive, cache, redirect], ['omit', true, 'no-cache', 'manual']);
    same([sent['x-a'], sent['content-type'], sent['x-default']], ['a', 'text/x', undefined]);
  });
});

export const what_is_said_beside_a_request_outranks_it = claim(async (server) => {
  server.guard('POST /users').renews();
  const request = () => new Request(USERS, { method: 'PUT', body: 'old', headers: { 'X-A': 'old', 'X-B': 'old' } });
  const said = [
    [{ method: 'POST' }, 'old', 'old'],
    [{ method: 'POST', headers: { 'X-A': 'new' } }, 'new', 'old'],
    [{ method: 'POST', headers: { 'X-A': 'new' }, body: 'new' }, 'new', 'new'],
    [new Request(USERS, { method: 'POST', headers: { 'X-A': 'new' } }), 'new', 'old'],
  ];
  for (const [init, header, body] of said) {
    const { status } = await client({ token: 'stale' }).fetch(request(), init);
    const sent = server.to('POST /users').slice(-2);
    same([status, sent.map(({ headers }) => headers['x-a'])], [200, [header, header]]);
    same([await sent[0].text(), await sent[1].text()], [body, body]);
  }
});

export const an_expired_token_is_replaced_unseen = claim(async (server) => {
  server.guard('GET /users').renews();
  await each(async (send) => {
    const response = await send(client({ token: 'stale' }), USERS, { headers: { 'X-A': 'a' } });
    same([response.status, await response.json()], [200, ['Ada']]);
    same(server.to('GET /users').slice(-2).map(({ headers }) => headers['x-a']), ['a', 'a']);
  });
  same(server.refreshes, 2);
});

const form = (file) => {
  const form = new FormData();
  form.append('name', 'Ada');
  if (file) form.append('file', file, 'a.x');
  return form;
};

/** WebKitGTK does not read a form with a file back from its Request, so there the server would not know what it got. */
const FILE = new Blob(['bytes'], { type: 'image/x' });
const readsFiles = new Request('data:,', { method: 'POST', body: form(FILE) }).blob().then(
  () => true,
  () => false,
);

const BODIES = {
  'a text': () => 'schlüssel',
  'a blob': () => new Blob(['bytes'], { type: 'image/x' }),
  parameters: () => new URLSearchParams({ a: '1 2' }),
  'a buffer': () => new Uint8Array([0, 255, 1]).buffer,
  'a view': () => new Uint8Array([9, 0, 255, 1, 9]).subarray(1, 4),
  'an empty text': () => '',
  nothing: () => undefined,
};

export const a_replay_has_the_same_bytes_and_content_type = claim(async (server) => {
  server.guard('POST /users', json({}, 201)).renews();
  for (const [name, body] of Object.entries(BODIES)) {
    await each(async (send, way) => {
      const { status } = await send(client({ token: 'stale' }), USERS, { method: 'POST', body: body() });
      const [first, second] = server.to('POST /users').slice(-2);
      const wanted = new Request(USERS, { method: 'POST', body: body() });
      const bytes = [...new Uint8Array(await wanted.arrayBuffer())];
      const type = wanted.headers.get('content-type') ?? undefined;
      for (const sent of [first, second]) {
        same([await sent.bytes(), sent.headers['content-type']], [bytes, type], `${name}, ${way}:`);
      }
      same([status, first.token, second.token], [201, 'Bearer stale', 'Bearer fresh'], name);
    });
  }
});

export const a_replayed_form_has_the_same_parts = claim(async (server) => {
  server.guard('POST /users', json({}, 201)).renews();
  const file = (await readsFiles) ? FILE : undefined;
  await each(async (send) => {
    await send(client({ token: 'stale' }), USERS, { method: 'POST', body: form(file) });
    for (const sent of server.to('POST /users').slice(-2)) {
      const read = await new Response(await sent.body, { headers: sent.headers }).formData();
      same(read.get('name'), 'Ada');
      if (file) same([await read.get('file').text(), read.get('file').name], ['bytes', 'a.x']);
    }
  });
});

export const what_is_changed_after_the_call_is_not_sent = claim(async (server) => {
  server.guard('POST /users').renews();
  const headers = new Headers({ 'X-A': 'a' });
  const init = { method: 'POST', body: 'x', headers };
  const call = client({ token: 'stale' }).fetch(USERS, init);
  Object.assign(init, { method: 'PUT', body: 'y' });
  headers.set('X-A', 'b');
  await call;
  const replay = server.calls.at(-1);
  same([replay.route, await replay.text(), replay.headers['x-a']], ['POST /users', 'x', 'a']);
});

/** Every clone that is made while `work` runs. */
const clones = async (work) => {
  const made = [];
  const { clone } = Request.prototype;
  const spy = function () {
    return made[made.push(clone.call(this)) - 1];
  };
  await instead(Request.prototype, { clone: spy }, () => work(made));
  return made;
};

const post = (body = 'x') => new Request(USERS, { method: 'POST', body });

/** Firefox shows no body of a `Request`: there the clone is garbage, and nothing more can be said. */
const LET_GO = 'body' in Request.prototype;

export const the_clone_of_a_request_is_let_go_as_soon_as_it_is_not_needed = claim(async (server) => {
  const ends = { accepted: json({}), missing: json({}, 404), broken: offline };
  for (const [name, answer] of Object.entries(ends)) {
    server.on('POST /users', answer);
    const made = await clones(() => client({ token: 'fresh' }).fetch(post()).catch(() => {}));
    same(made.map(({ bodyUsed }) => bodyUsed), [LET_GO], name);
  }
});

export const a_request_that_is_not_sent_again_is_not_cloned = claim(async (server) => {
  server.on('POST /users', json({})).on('POST /login', json({}));
  const foreign = { Authorization: 'Basic YWRhOg==' };
  const made = await clones(async () => {
    const api = client({ token: 'fresh' });
    await api.fetch(new Request(`${BASE}/login`, { method: 'POST', body: 'x' }));
    await api.fetch(new Request(post(), { headers: foreign }));
    await api.fetch(USERS, { method: 'POST', body: 'x' });
    await client({ session: false }).fetch(post());
  });
  same(made.length, 0);
});

export const a_request_is_used_up_as_by_the_browsers_fetch = claim(async (server) => {
  server.guard('POST /users').renews();
  const request = post();
  const api = client({ token: 'stale' });
  await api.fetch(request);
  same(request.bodyUsed, true);
  same((await rejection(api.fetch(request))).name, 'TypeError');
  same(server.to('POST /users').length, 2);
});

export const a_stream_is_never_teed_and_never_sent_again = claim(async (server) => {
  server.guard('POST /users').renews();
  const init = { method: 'POST', body: new Blob(['bytes']).stream(), duplex: 'half' };
  const api = client({ token: 'stale' });
  if (!SENDS_STREAMS) {
    const refusal = sendsStreams() ? unsupported().name : 'TypeError'; // WebKit's `fetch` refuses it by itself
    same([(await rejection(api.fetch(USERS, init))).name, server.calls.length], [refusal, 0]);
    return;
  }
  const made = await clones(async () => {
    const response = await api.fetch(USERS, init);
    same([response.status, response.bodyUsed, await response.json()], [401, false, { message: 'unauthorized' }]);
  });
  const sent = server.to('POST /users');
  same([made.length, sent.length, await sent[0].text(), server.refreshes], [0, 1, 'bytes', 1]);
});

export const a_rejection_that_stands_is_the_original_response = claim(async (server) => {
  const made = [];
  server.on('GET /users', (call) => made[made.push(json({ message: 'no' }, 401)(call)) - 1]);
  const refreshes = { over: json({}, 401), unreachable: offline, invalid: text('hello'), rejected: json({ accessToken: 'fresh' }) };
  for (const [name, refresh] of Object.entries(refreshes)) {
    server.on('GET /refresh', refresh);
    made.length = 0;
    const response = await client({ token: 'stale' }).fetch(USERS);
    identical(response, made.at(-1), name);
    same([made.length, response.bodyUsed, await response.json()], [name === 'rejected' ? 2 : 1, false, { message: 'no' }], name);
  }
});

export const no_answer_is_what_the_browsers_fetch_rejects_with = claim(async (server) => {
  const error = new TypeError('Failed to fetch');
  server.on('GET /users', () => {
    throw error;
  });
  await each(async (send) => identical(await rejection(send(client({ token: 'fresh' }), USERS)), error));
});

export const what_the_browsers_fetch_refuses_is_a_type_error_and_never_thrown = claim(async (server) => {
  const used = post();
  await used.text();
  const wrong = [
    ['https://'],
    ['https://[::1'],
    [USERS, { body: 'x' }],
    [USERS, { method: 'POST', headers: { 'two words': 'x' } }],
    [USERS, { method: 'TRACE' }],
    [USERS, { method: Symbol('GET') }],
    [USERS, { method: { toString: () => 'TRACE' } }],
    [USERS, { signal: {} }],
    [used],
    [new Request(USERS), { mode: 'navigate' }],
  ];
  const api = client({ token: 's3cr3t' });
  for (const given of wrong) {
    const error = await rejection(api.fetch(...given));
    holds(error instanceof TypeError && !error.message.includes('s3cr3t'), `${String(given[0])}: ${error.name}`);
  }
  same(server.calls.length, 0);
});

// ---- aborting

export const whoever_is_aborted_before_sends_nothing = claim(async (server) => {
  const reason = new Error('mine');
  await each(async (send) => {
    const api = client({ token: 'fresh' });
    same((await rejection(send(api, USERS, { signal: AbortSignal.abort() }))).name, 'AbortError');
    identical(await rejection(send(api, USERS, { signal: AbortSignal.abort(reason) })), reason);
  });
  same(server.calls.length, 0);
});

export const whoever_is_aborted_on_the_way_is_told_at_once = claim(async (server) => {
  server.on('GET /users', new Held().answer);
  await each(async (send) => {
    const controller = new AbortController();
    const call = send(client({ token: 'fresh' }), USERS, { signal: controller.signal });
    controller.abort();
    const error = await rejection(call);
    holds(error instanceof DOMException && error.name === 'AbortError', error.name);
  });
});

export const whoever_is_aborted_while_it_waits_is_told_at_once_and_the_others_are_served = claim(async (server) => {
  await each(async (send) => {
    const held = new Held();
    server.guard('GET /users').on('GET /refresh', held.answer);
    const before = server.calls.length;
    const api = client({ token: 'stale' });
    const controller = new AbortController();
    const call = send(api, USERS, { signal: controller.signal });
    const other = send(api, USERS);
    await server.arrival('GET /refresh', server.refreshes + 1);
    controller.abort();
    same((await rejection(call)).name, 'AbortError');
    held.release(json({ accessToken: 'fresh' }));
    same([(await other).status, server.calls.length - before], [200, 4], 'two requests, the refresh, one replay:');
    api.close();
  });
});

export const the_listener_on_the_signal_is_taken_off = claim(async (server) => {
  server.guard('GET /users').renews();
  const { signal } = new AbortController();
  const [added, removed] = [[], []];
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...given) => (added.push(given[1]), add(...given));
  signal.removeEventListener = (...given) => (removed.push(given[1]), remove(...given));
  await client({ token: 'stale' }).fetch(USERS, { signal });
  same([added.length, removed.length], [3, 1], 'the stand-in for the network adds one for each attempt:');
  identical(removed[0], added[0]);
});

// ---- whose token, and where it goes

export const the_token_goes_nowhere_else = claim(async (server) => {
  const seen = [];
  const stranger = (input, init) => {
    const request = new Request(input, init);
    seen.push([new URL(request.url).origin, request.headers.get('authorization')]);
    return Promise.resolve(new Response('{}', { status: 401 }));
  };
  await instead(globalThis, { fetch: stranger }, async () => {
    const api = client({ token: 'fresh' });
    for (const url of ['https://stranger.test/users', '/users', 'users']) {
      await each(async (send) => same((await send(api, url)).status, 401));
    }
  });
  const page = [location.origin, null];
  same(seen, [...Array(2).fill(['https://stranger.test', null]), page, page, page, page], 'the base URL is not put before it:');
  same(server.calls.length, 0);
});

export const a_callers_own_authorization_is_never_replaced = claim(async (server) => {
  server.guard('GET /users').renews();
  const headers = { Authorization: 'Basic YWRhOg==' };
  await each(async (send) => {
    same((await send(client({ token: 'fresh' }), USERS, { headers })).status, 401);
    same([server.calls.at(-1).token, server.refreshes], ['Basic YWRhOg==', 0]);
  });
});

export const a_token_of_the_session_that_the_caller_attached_is_the_sessions = claim(async (server) => {
  server.guard('GET /users').renews();
  await each(async (send) => {
    const api = client({ token: 'stale' });
    const headers = { Authorization: `Bearer ${api.session.getToken()}` };
    same((await send(api, USERS, { headers })).status, 200);
    same(server.calls.at(-1).token, 'Bearer fresh');
  });
});

export const a_token_in_a_header_of_its_own_follows_no_redirect = claim(async (server) => {
  server.on('GET /users', json([]));
  const session = { header: 'X-Token', scheme: '' };
  await each(async (send) => {
    const api = client({ token: 'fresh', session });
    await send(api, USERS);
    same([server.calls.at(-1).redirect, server.calls.at(-1).headers['x-token']], ['error', 'fresh']);
    await send(api, USERS, { redirect: 'manual' });
    same(server.calls.at(-1).redirect, 'manual');
  });
  await client({ token: 'fresh', session }).fetch(new Request(USERS, { referrer: '' }), { redirect: 'follow' });
  same(server.calls.at(-1).redirect, 'follow');
});

export const what_a_request_knows_of_its_page_is_kept = claim(async (server) => {
  const seen = [];
  server.guard('GET /users').renews();
  const spy = (input, init) => {
    const request = new Request(input, init);
    if (request.url === USERS) seen.push([request.referrer, request.referrerPolicy]);
    return server.fetch(request);
  };
  await instead(globalThis, { fetch: spy }, async () => {
    const referrer = new URL('/from', location.href).href;
    const request = () => new Request(USERS, { referrer, referrerPolicy: 'unsafe-url' });
    await client({ token: 'stale' }).fetch(request());
    server.on('GET /users', json([]));
    await client({ token: 'x', session: { header: 'X-Token', key: 'other' } }).fetch(request());
    same(seen, Array(3).fill([referrer, 'unsafe-url']));
  });
});

export const both_ways_share_one_refresh = claim(async (server) => {
  server.guard('GET /users').renews();
  const api = client({ token: 'stale' });
  const [one, two, three] = await Promise.all([api.fetch(USERS), api.get('/users'), api.fetch(new Request(USERS))]);
  same([one.status, two.status, three.status, server.refreshes], [200, 200, 200, 1]);
});

export const a_request_that_may_not_leave_any_more_is_a_type_error = claim(async (server) => {
  const held = new Held();
  server.guard('GET /users').on('GET /refresh', held.answer);
  const api = client();
  api.session.setToken('stale', { id: 1 });
  const rejected = api.fetch(USERS);
  await server.arrival('GET /refresh');
  const waiting = api.fetch(USERS);
  api.session.setToken('bobs', { id: 2 });
  const error = await rejection(waiting);
  same([error.name, error.cause.code, (await rejected).status], ['TypeError', 'ERR_SESSION_CHANGED', 401]);
  same(server.to('GET /users').length, 1);
  held.release(json({}, 401));
  await turn();
});

export const an_answer_from_elsewhere_starts_no_refresh = claim(async (server) => {
  server.on('GET /users', as({ url: 'https://stranger.test/', redirected: true }, json({}, 401))).renews();
  same([(await client({ token: 'fresh' }).fetch(USERS)).status, server.refreshes], [401, 0]);
});

export const without_a_session_it_is_the_browsers_fetch = claim(async (server) => {
  server.on('GET /users', json({}, 401));
  const api = client({ token: 'fresh', session: false });
  same([(await api.fetch(USERS)).status, server.calls[0].token, server.refreshes], [401, undefined, 0]);
  await failsWith('ERR_BAD_REQUEST', api.get('/users'));
});

export const a_polluted_prototype_says_nothing = claim(async (server) => {
  server.guard('GET /users').renews();
  const evil = { method: 'DELETE', headers: { 'X-Evil': '1' }, redirect: 'manual', signal: AbortSignal.abort() };
  await instead(Object.prototype, evil, async () => {
    const api = client({ token: 'stale' });
    for (const init of [undefined, {}]) same((await api.fetch(USERS, init)).status, 200);
  });
  holds(server.to('GET /users').every(({ headers, redirect }) => redirect === 'follow' && !('x-evil' in headers)));
});
