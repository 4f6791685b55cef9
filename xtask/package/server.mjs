// The packed tarball on a server, where one client of a module serves all users: it keeps nothing of any of them.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';

const { ApiClient, isApiError } = await import('evertoken');

// An API that knows its users by their tokens, and answers when both have asked.
let arrived = 0;
let bothAreHere;
const both = new Promise((resolve) => (bothAreHere = resolve));
const site = createServer(async (request, response) => {
  if ((arrived += 1) === 2) bothAreHere();
  await both;
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ accessToken: 'minted', token: request.headers.authorization ?? null }));
});
await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
const baseURL = `http://127.0.0.1:${site.address().port}`;

const api = new ApiClient({ baseURL });
const render = async (token) => (await api.get('/me', { headers: { Authorization: `Bearer ${token}` } })).data.token;
assert.deepEqual(await Promise.all([render('of-alice'), render('of-bob')]), ['Bearer of-alice', 'Bearer of-bob']);
assert.equal((await api.get('/me')).data.token, null, 'nothing is left of either');

const says = (error) => isApiError(error) && error.code === 'ERR_BAD_OPTION' && error.message.includes('on a server');
const asked = arrived;
assert.throws(() => api.session.setToken('of-alice'), says);
for (const refused of ['login', 'registration', 'logout', 'refresh']) await assert.rejects(api.session[refused]({}), says);
assert.equal(await api.session.checkAuth(), false);
assert.deepEqual(
  [api.session.status, api.session.user, api.session.getToken(), arrived],
  ['unknown', undefined, null, asked],
);
assert.equal(api.session.getSnapshot(), new ApiClient({ baseURL }).session.getSnapshot());

// With a storage of their own, each user has a session, and the other one has another.
const [alice, bob] = [0, 1].map(() => new ApiClient({ baseURL, session: { storage: 'memory' } }));
await alice.session.login({});
assert.equal((await alice.get('/me')).data.token, 'Bearer minted');
assert.deepEqual([bob.session.getToken(), (await bob.get('/me')).data.token], [null, null]);
site.close();
