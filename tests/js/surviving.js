// What the application does to the session from inside it: it throws, and it calls back.

import { claim, client, failsWith, holds, instead, json, logged, rejection, same, turn } from './page/page.js';

const EVENTS = ['login', 'refreshed', 'over', 'logout', 'userChanged'];

const WAYS = {
  'at once': () => {
    throw new Error('boom');
  },
  'in a promise': () => Promise.reject(new Error('boom')),
};

const welcome = (id, token) => json({ accessToken: token, user: { id } });

/** One cookie, one call at a time: two of them at once would be a race for it. */
const alone = (server, answers) => {
  let isBusy = false;
  const order = [];
  for (const [route, answer] of Object.entries(answers)) {
    server.on(route, async (call) => {
      holds(!isBusy, `${route} while another call moved the cookie`);
      isBusy = true;
      order.push(route);
      await turn();
      isBusy = false;
      return answer(call);
    });
  }
  return order;
};

export const every_subscriber_throws_and_the_session_goes_on = claim(async (server) => {
  for (const [how, fail] of Object.entries(WAYS)) {
    localStorage.clear();
    server.guard('GET /users').on('GET /refresh', welcome(1, 'fresh'), welcome(2, 'hers'), json({}, 401));
    server.on('POST /login', welcome(1, 'stale')).on('POST /logout', json({}));
    const api = client();
    const heard = [];
    for (const event of EVENTS) api.session.on(event, () => (heard.push(event), fail()));
    api.session.subscribe(() => fail());
    const lines = await logged(async () => {
      await api.session.login({});
      same((await api.get('/users')).data, ['Ada'], how);
      await api.session.refresh(); // another user's
      await failsWith('ERR_SESSION_OVER', api.session.refresh());
      same([api.session.status, await api.session.checkAuth()], ['anonymous', false], how);
      await api.session.login({});
      await api.session.logout();
      await turn();
    });
    same(heard, ['login', 'refreshed', 'userChanged', 'over', 'login', 'logout'], how);
    holds(lines.filter((line) => line.includes('boom')).length >= heard.length, `${how}: and it is said`);
  }
});

export const every_response_interceptor_throws_and_the_session_goes_on = claim(async (server) => {
  for (const [how, fail] of Object.entries(WAYS)) {
    localStorage.clear();
    server.guard('GET /users').renews({ id: 1 }).on('POST /login', welcome(1, 'stale')).on('POST /logout', json({}));
    const api = client();
    api.interceptors.response.use(fail, fail);
    const boom = async (call) => same((await rejection(call)).message, 'boom', how);
    await boom(api.session.login({}));
    same(api.session.status, 'authenticated', how);
    await boom(api.get('/users'));
    same([api.session.getToken(), server.to('GET /users').at(-1).token], ['fresh', 'Bearer fresh'], how);
    await api.session.refresh();
    await boom(api.session.logout());
    same([api.session.status, api.session.getToken()], ['anonymous', null], how);
    api.interceptors.response.clear();
    await api.session.login({});
    same((await api.get('/users')).data, ['Ada'], how);
  }
});

export const every_request_interceptor_throws_and_the_session_goes_on = claim(async (server) => {
  for (const [how, fail] of Object.entries(WAYS)) {
    localStorage.clear();
    server.calls = [];
    server.guard('GET /users').renews({ id: 1 }).on('POST /login', welcome(1, 'fresh')).on('POST /logout', json({}));
    const api = client({ token: 'stale' });
    api.interceptors.request.use(fail, fail);
    const boom = async (call) => same((await rejection(call)).message, 'boom', how);
    await boom(api.get('/users'));
    await boom(api.session.login({}));
    same([server.routes, api.session.getToken()], [[], 'stale'], how);
    await api.session.refresh();
    same(api.session.status, 'authenticated', how);
    await boom(api.session.logout());
    same([server.routes, api.session.status], [['GET /refresh'], 'anonymous'], how);
    api.interceptors.request.clear();
    await api.session.login({});
    same((await api.get('/users')).data, ['Ada'], how);
  }
});

const DEEDS = {
  login: { deed: (session) => session.login({}), route: 'POST /login', heard: 'login' },
  refresh: { deed: (session) => session.refresh(), route: 'GET /refresh', heard: 'refreshed' },
  logout: { deed: (session) => session.logout(), route: 'POST /logout', heard: 'logout' },
};

/** What makes each event happen to Ada, who is there unless she comes with it. */
const CAUSES = {
  login: { happen: (session) => session.login({}), refreshes: [welcome(1, 'next')] },
  refreshed: { happen: (session) => session.refresh(), refreshes: [welcome(1, 'next')] },
  over: { happen: (session) => session.refresh(), refreshes: [json({}, 401), json({}, 401), welcome(1, 'next')] },
  logout: { happen: (session) => session.logout(), refreshes: [welcome(1, 'next')] },
  userChanged: { happen: (session) => session.refresh(), refreshes: [welcome(2, 'hers'), welcome(2, 'next')] },
};

/** `listen(api, event, deed)` does the deed once, from inside; tells what the session then did. */
const story = async (server, event, deed, listen) => {
  localStorage.clear();
  const { happen, refreshes } = CAUSES[event];
  const answers = [...refreshes];
  const order = alone(server, {
    'GET /refresh': (call) => (answers.length > 1 ? answers.shift() : answers[0])(call),
    'POST /login': welcome(1, 'fresh'),
    'POST /logout': json({}),
  });
  const api = client();
  if (event !== 'login') api.session.setToken('old', { id: 1 });
  const heard = [];
  const done = listen(api, event, deed);
  for (const name of EVENTS) api.session.on(name, ({ status }) => heard.push([name, status]));
  await happen(api.session).catch(() => {});
  await done.catch(() => {});
  await turn();
  return { api, heard, order };
};

/** After which event a deed changes nothing more. */
const CHANGES_NOTHING = ['logout from over', 'logout from logout'];

export const login_refresh_and_logout_may_be_called_from_every_event = claim(async (server) => {
  const listen = (api, event, deed) =>
    new Promise((resolve, reject) => {
      const off = api.session.on(event, () => {
        off();
        deed(api.session).then(resolve, reject);
      });
    });
  for (const event of EVENTS) {
    for (const [name, { deed, route, heard: wanted }] of Object.entries(DEEDS)) {
      const what = `${name} from ${event}`;
      const { api, heard, order } = await story(server, event, deed, listen);
      const expected = CHANGES_NOTHING.includes(what) ? [event] : [event, wanted];
      same(
        heard.map(([one]) => one),
        expected,
        what,
      );
      same([order.at(-1), api.session.status], [route, name === 'logout' ? 'anonymous' : 'authenticated'], what);
    }
  }
});

export const login_refresh_and_logout_may_be_called_from_every_change = claim(async (server) => {
  const listen = (api, event, deed) =>
    new Promise((resolve, reject) => {
      const off = api.session.subscribe(() => {
        off();
        deed(api.session).then(resolve, reject);
      });
    });
  for (const event of EVENTS) {
    for (const [name, { deed }] of Object.entries(DEEDS)) {
      const { api } = await story(server, event, deed, listen);
      server.guard('GET /users');
      server.accepts = api.session.getToken() ?? 'nobodys';
      if (api.session.status === 'authenticated') same((await api.get('/users')).data, ['Ada'], `${name} while ${event}`);
      else await failsWith('ERR_BAD_REQUEST', api.get('/users'));
    }
  }
});

export const a_subscriber_throws_and_so_does_the_console = claim(async (server, unheard) => {
  server.guard('GET /users').renews();
  const api = client({ token: 'stale' });
  const heard = [];
  api.session.subscribe(WAYS['at once']);
  api.session.on('refreshed', WAYS['at once']);
  api.session.on('logout', () => heard.push('logout'));
  await instead(console, { error: WAYS['at once'] }, async () => {
    same((await api.get('/users')).data, ['Ada']);
    server.on('POST /logout', json({}));
    await api.session.logout();
    await turn();
  });
  same(heard, ['logout']);
  holds(unheard.splice(0).length > 0, 'what the console threw is not kept from the page');
});

export const an_answer_that_was_made_by_hand_needs_no_headers = claim(async () => {
  const api = client({ token: 'fresh' });
  for (const headers of [undefined, { 'content-type': 'application/json' }]) {
    globalThis.fetch = async () => ({ ok: true, status: 200, headers, text: async () => '["Ada"]' });
    same((await api.get('/users')).data, ['Ada']);
  }
});

export const a_config_that_somebody_has_frozen_is_refreshed_for_and_replayed = claim(async (server) => {
  server.guard('GET /users').renews();
  const freeze = function (data) {
    Object.freeze(this);
    return data;
  };
  same((await client({ token: 'stale' }).get('/users', { transformRequest: freeze })).data, ['Ada']);
});

export const getters_of_the_application_may_throw = claim(async (server) => {
  server.guard('GET /users');
  const user = Object.defineProperty({}, 'id', { get: WAYS['at once'], enumerable: true });
  const storage = { getItem: () => null, setItem: WAYS['at once'], removeItem() {} };
  Object.defineProperty(storage, 'shared', { get: WAYS['at once'] });
  const lines = await logged(async () => {
    const api = client({ session: { storage } });
    api.session.setToken('fresh', user);
    same((await api.get('/users')).data, ['Ada']);
  });
  same(lines.length, 1, 'the storage is given up:');
});

export const a_mark_may_hold_anything = claim(async (server) => {
  server.guard('GET /users').renews();
  const strange = { toString: 1, valueOf: 1 };
  const token = { fingerprint: 1, receivedAt: 1 };
  for (const mark of [{ ended: 'logout', subject: strange, fingerprint: strange }, { ...token, isOver: true }, { ...token, user: strange }]) {
    localStorage.clear();
    localStorage.setItem('token:session', JSON.stringify({ v: 1, generation: 1, ...mark }));
    same((await client({ token: 'stale' }).get('/users')).data, ['Ada']);
  }
});
