// The auth server that all consumers talk to, each under a path of its own: `<origin>/<number>/…`. It refuses the first call
// after the login, renews the token, and takes the report.

import { createServer } from 'node:http';

const PERSON = { email: 'ada@example.org' };

/** What a consumer must have seen. */
export const EXPECTED_REPORT = {
  status: 'authenticated',
  user: PERSON.email,
  answer: { status: 200, data: [PERSON], isRetry: true },
  refusal: { isError: true, isOfClass: true, isApiError: true, code: 'ERR_BAD_REQUEST', status: 404 },
};

/** What the server must have seen of it. */
export const EXPECTED_CALLS = ['POST /login 200', 'GET /users 401', 'GET /refresh 200', 'GET /users 200', 'GET /nothing 404'];

export class AuthServer {
  #server = createServer((request, response) => this.#answer(request, response));
  #visits = [];

  static async start() {
    const server = new AuthServer();
    await new Promise((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  /** For one consumer: its address, its calls, and a promise of its report. */
  visit() {
    const address = `http://127.0.0.1:${this.#server.address().port}/${this.#visits.length}`;
    const visit = { address, calls: [], isReported: false, together: new Meeting(2) };
    visit.report = new Promise((resolve) => (visit.take = resolve));
    this.#visits.push(visit);
    return visit;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request, response) {
    const [, number, ...names] = new URL(request.url, 'http://server').pathname.split('/');
    const visit = this.#visits[number];
    const path = `/${names.join('/')}`;
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    if (!visit || request.method === 'OPTIONS') return response.writeHead(visit ? 204 : 404).end();
    const body = await text(request);
    if (path === '/report') {
      visit.take(JSON.parse(body));
      visit.isReported = true;
      return response.writeHead(204).end();
    }
    const [status, answer] = await decide(visit, path, request.headers);
    visit.calls.push(`${request.method} ${path} ${status}`);
    if (path === '/login') response.setHeader('set-cookie', `refresh=secret; Path=/${number}; HttpOnly; SameSite=Lax`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }
}

/** All wait for the last. */
class Meeting {
  #missing;
  #begin;
  #begun = new Promise((resolve) => (this.#begin = resolve));

  constructor(size) {
    this.#missing = size;
  }

  isComplete() {
    this.#missing -= 1;
    if (this.#missing === 0) this.#begin();
    return this.#begun;
  }
}

const decide = async (visit, path, { authorization, cookie, ...headers }) => {
  switch (path) {
    case '/login':
      return [200, { accessToken: 'first', user: PERSON }];
    case '/refresh':
      // Only browsers say where a call comes from, and only they keep cookies.
      if ('sec-fetch-site' in headers && !cookie?.includes('refresh=secret')) return [401, { message: 'no cookie' }];
      return [200, { accessToken: 'second', user: PERSON }];
    case '/users':
      return authorization === 'Bearer second' ? [200, [PERSON]] : [401, { message: 'expired' }];
    case '/whoami':
      if (!authorization) return [401, { message: 'nobody' }];
      await visit.together.isComplete();
      return [200, { email: `${authorization.replace('Bearer ', '')}@example.org` }];
    default:
      return [404, { message: 'nothing here' }];
  }
};

const text = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
