// `Outside`, set up as a client does; and in the place of the wasm somebody who notes what he is told.

import { Outside } from '../../pkg-template/outside.js';
import { makeVault } from '../../pkg-template/storage.js';
import { MarkedStore } from '../../pkg-template/token_store.js';
import { during } from './page.js';

const call = (path, init) => {
  const url = `https://auth.test/${path}`;
  return { origin: 'https://auth.test', resource: url, url, init: { method: 'POST', headers: { 'x-csrf': '1' }, ...init } };
};

const settings = ({ storage = 'memory', key = 'key', body, ...given }) => ({
  key,
  storage: makeVault(storage, [key, `${key}:session`], 10_000),
  header: 'Authorization',
  scheme: 'Bearer',
  timeout: 10_000,
  statuses: [401],
  overStatuses: [400, 401, 403],
  origins: [],
  signInResources: [],
  tokenPath: 'accessToken',
  userPath: 'user',
  refresh: call('refresh', body && { body }),
  logout: call('logout'),
  ...given,
});

const OF_THE_LOCK = ['granted', 'grantedLate', 'refused'];
const NEWS = ['renewed', 'login', 'logout', 'over', 'written', 'removed', 'hidden'];

/** What the wasm is told by one method has a name of its own here, and what is heard or answered has one together. */
const sorted = (method, facts) => {
  if (method !== 'tell') return [method, ...facts];
  if (OF_THE_LOCK.includes(facts[0])) return ['lock', ...facts];
  return NEWS.includes(facts[0]) ? ['news', ...facts] : facts;
};

/** A text, in which nothing is another one than `null`. */
const written = (facts) => JSON.stringify(facts, (_, fact) => (fact === undefined ? 'nothing' : fact));

export class Stage {
  settings;
  outside;
  store;
  /** What the application is told. */
  announced = [];
  #core;
  #isGarbage = false;
  #told = [];
  #reactions = {};
  #ends = new Map();

  constructor(given) {
    this.settings = settings(given);
    this.store = new MarkedStore(this.settings.storage, this.settings.key);
    this.outside = new Outside(this.settings, (...event) => this.announced.push(event));
    const note =
      (method) =>
      (...facts) => {
        const told = sorted(method, facts);
        this.#told.push(told);
        this.#reactions[told[0]]?.();
      };
    this.serve(new Proxy({}, { get: (_, name) => note(name) }));
  }

  /** Whatever holds it weakly loses it as soon as `collect` says so. */
  serve(core) {
    const stage = this;
    this.#core = core;
    class Weak {
      deref() {
        return stage.#isGarbage ? undefined : core;
      }
    }
    during(globalThis, 'WeakRef', { value: Weak }, () => this.outside.serve(core));
  }

  collect() {
    this.#isGarbage = true;
  }

  /** As no garbage is: to see what goes on. */
  findAgain() {
    this.#isGarbage = false;
  }

  /** Of what was told by this name, each as a list. */
  facts(name) {
    return this.#told.filter(([told]) => told === name).map(([, ...facts]) => facts);
  }

  told(name) {
    return written(this.facts(name));
  }

  /** What the one who is told does then. */
  when(name, reaction) {
    this.#reactions[name] = reaction;
  }

  /** Asks for something, as a client does; by the number that this returns it may be ordered to be sent. */
  ask(request) {
    let number;
    const finish = (answer, cause) => ['finished', answer.status, cause?.code];
    const fail = (error) => Object.assign(new Error('failed'), { code: error?.name });
    const settled = this.outside.ask({ request, finish, fail, farewell: 'bye' }, (given) => (number = given));
    const end = settled.then(
      (value) => ['fulfilled', value],
      ({ code, message, config }) => ['rejected', code, message.length > 0, config === request?.config],
    );
    this.#ends.set(number, end);
    return number;
  }

  /** Whether a request of this number is known: what is known holds the session. */
  isUnderWay(number) {
    try {
      this.outside.hold(number);
      return true;
    } catch {
      return false;
    }
  }

  async end(number) {
    return written(await this.#ends.get(number));
  }

  /** What the wasm makes of the answers to a refresh. */
  async refresh() {
    try {
      return (await this.outside.ask({}, (number) => this.#core.tell('refresh', number))) ? 'renewed' : 'nobody is signed in';
    } catch ({ code }) {
      return code;
    }
  }
}

/** A request with the header that the session's token would travel in. It notes what is done with it. */
export const request = (headers = {}) => {
  const done = [];
  const note = (name) => () => void done.push(name);
  return {
    url: 'https://api.test/users',
    init: { method: 'GET', headers: new Headers(headers) },
    config: {},
    trace: { leave: note('left'), spend: note('spent'), hold: note('held') },
    done,
  };
};
