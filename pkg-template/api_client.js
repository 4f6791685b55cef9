// The public classes.

import { isSuccess, prepare, uri } from './call.js';
import { checkCall } from './call_options.js';
import { merge, readopt } from './config.js';
import { ApiError } from './error.js';
import { guarded } from './guard.js';
import { InterceptorManager, after, before } from './interceptors.js';
import { read } from './options.js';
import { Audience, Session } from './session.js';
import { TRANSFORMS } from './transform.js';
import { isObject } from './values.js';

/** A function that is an instance of the class, so that `api(config)` works: a constructor may return another object. */
class Callable {
  constructor(call) {
    return Object.setPrototypeOf(call, new.target.prototype);
  }
}

/** The class over a `Core`; `start` makes sure that the wasm runs. */
export const defineApiClient = (start, Core) =>
  class ApiClient extends Callable {
    #core;
    #settings;
    #session;

    constructor(config) {
      const call = (...request) => call.request(...request);
      super(call);
      this.#settings = read(config);
      start();
      const { session } = this.#settings;
      const audience = new Audience();
      this.#core = new Core(session, audience.tell);
      if (session) this.#session = new Session(this.#core, audience, this.#callOfSession, this.#follow);
      this.interceptors = Object.freeze({ request: new InterceptorManager(), response: new InterceptorManager() });
    }

    get session() {
      if (!this.#session) throw new ApiError('session is false: this client has none', 'ERR_BAD_OPTION');
      return this.#session;
    }

    request(url, config) {
      return this.#send(isObject(url) && !(url instanceof URL) ? url : { ...config, url });
    }

    get(url, config) {
      return this.#send({ ...config, method: 'get', url });
    }

    delete(url, config) {
      return this.#send({ ...config, method: 'delete', url });
    }

    head(url, config) {
      return this.#send({ ...config, method: 'head', url });
    }

    options(url, config) {
      return this.#send({ ...config, method: 'options', url });
    }

    post(url, data, config) {
      return this.#send({ ...config, method: 'post', url, data });
    }

    put(url, data, config) {
      return this.#send({ ...config, method: 'put', url, data });
    }

    patch(url, data, config) {
      return this.#send({ ...config, method: 'patch', url, data });
    }

    postForm(url, data, config) {
      return this.post(url, data, asForm(config));
    }

    putForm(url, data, config) {
      return this.put(url, data, asForm(config));
    }

    patchForm(url, data, config) {
      return this.patch(url, data, asForm(config));
    }

    getUri(config) {
      return uri(merge(this.#settings.defaults, { url: '', ...config }));
    }

    /** Request interceptors → the call → response interceptors. */
    #send(call) {
      return this.#follow(this.#dispatch(call));
    }

    #follow = (outcome) => after(this.interceptors.response, outcome);

    /** One of the session's own calls; `farewell` is the token of a session that ends. */
    #callOfSession = (name, data, farewell) => {
      const { url, method } = this.#settings.session.calls[name];
      const call = { url, method, data, session: false, withCredentials: true, keepalive: name === 'logout' };
      return this.#dispatch({ ...call, ...OURS }, farewell);
    };

    /** Without an asynchronous interceptor nothing is waited for before `fetch` is called. */
    async #dispatch(call, farewell) {
      const merged = checkCall(merge(this.#settings.defaults, call));
      return guarded(merged, async (guard) => {
        const asked = before(this.interceptors.request, merged);
        const config = asked instanceof Promise ? await asked : asked;
        if (!isObject(config)) throw new TypeError('a request interceptor must return the config, or a promise of it');
        const final = checkCall(readopt(config));
        guard.heed(final);
        guard.signal.throwIfAborted();
        const header = this.#settings.session?.header ?? 'Authorization';
        return this.#core.send(prepare(final, header, guard), farewell);
      });
    }
  };

/** The client's defaults are for the application's calls: what is read here is read by us. */
const OURS = { responseType: 'json', validateStatus: isSuccess, signal: null, cancelToken: null, ...TRANSFORMS };

const asForm = (config) => ({ ...config, headers: { 'Content-Type': 'multipart/form-data', ...config?.headers } });
