// The public classes.

import { isSuccess, prepare, uri } from './call.js';
import { checkCall } from './call_options.js';
import { asForm, merge, readopt } from './config.js';
import { ApiError, CanceledError, isApiError, isCancel } from './error.js';
import { fetchThrough } from './fetching.js';
import { Callable, bindMethods, unwrappable } from './facade.js';
import { guarded } from './guard.js';
import { ApiHeaders } from './headers.js';
import { InterceptorManager, after, before } from './interceptors.js';
import { read, readChild } from './options.js';
import { Session } from './session.js';
import { Membership } from './sharing.js';
import { TRANSFORMS } from './transform.js';
import { isObject } from './values.js';

/** The class over a `Core`; `start` makes sure that the wasm runs. */
export const defineApiClient = (start, Core) => {
  class ApiClient extends Callable {
    #membership;
    #session;

    /** `parent`, by `create` alone: the client whose session this one shares. */
    constructor(config, parent) {
      const call = (...request) => call.request(...request);
      super(call);
      bindMethods(this, ApiClient);
      if (#membership in Object(parent)) {
        this.defaults = readChild(config, parent.defaults);
        this.#membership = parent.#membership.another();
      } else {
        const { defaults, session } = read(config);
        start();
        this.defaults = defaults;
        this.#membership = Membership.of(Core, session);
      }
      this.interceptors = Object.freeze({ request: new InterceptorManager(), response: new InterceptorManager() });
      if (this.#membership.settings) this.#session = new Session(this.#membership, this.#callOfSession, this.#follow);
    }

    create(overrides) {
      return new ApiClient(overrides, this);
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

    fetch(input, init) {
      return fetchThrough(this.#membership, input, init);
    }

    getUri(config) {
      return uri(merge(this.defaults, { url: '', ...config }));
    }

    on(event, listener) {
      return this.#membership.tracers.on(event, listener);
    }

    close() {
      this.#membership.leave();
    }

    /** Not every engine has the symbol. */
    [Symbol.dispose ?? Symbol('dispose')]() {
      this.close();
    }

    /** Request interceptors → the call → response interceptors. */
    #send(call) {
      return this.#follow(this.#dispatch(call));
    }

    #follow = (outcome) => after(this.interceptors.response, outcome);

    /** One of the session's own calls; `farewell` is the token of a session that ends. */
    #callOfSession = (name, data, farewell) => {
      const where = this.#membership.settings.calls[name];
      const call = { ...where, data, session: false, withCredentials: true, keepalive: name === 'logout' };
      return this.#dispatch({ ...call, ...OURS }, farewell, this.#membership.coreInUse);
    };

    /** Without an asynchronous interceptor nothing is waited for before `fetch` is called. */
    async #dispatch(call, farewell, core = this.#membership.core) {
      const merged = checkCall(merge(this.defaults, call));
      return guarded(merged, async (guard) => {
        const asked = before(this.interceptors.request, merged);
        const config = asked instanceof Promise ? await asked : asked;
        if (!isObject(config)) throw new TypeError('a request interceptor must return the config, or a promise of it');
        const final = checkCall(readopt(config));
        guard.adopt(final);
        const { header, tracers } = this.#membership;
        const request = prepare(final, header, guard);
        guard.trace = request.trace = tracers.begin(request);
        return core.send(request, farewell);
      });
    }
  }

  unwrappable(ApiClient);
  return Object.assign(ApiClient, STATICS, { create: (config) => new ApiClient(config) });
};

/** What axios has on its default export, so that `import { ApiClient as axios }` goes on compiling. */
const STATICS = {
  ApiError,
  AxiosError: ApiError,
  ApiHeaders,
  AxiosHeaders: ApiHeaders,
  CanceledError,
  isApiError,
  isAxiosError: isApiError,
  isCancel,
};

/** The client's defaults are for the application's calls: what is read here is read by us. */
const OURS = { responseType: 'json', validateStatus: isSuccess, signal: null, cancelToken: null, ...TRANSFORMS };
