// The public classes. They hold what Rust made, and hand everything on to it.

import { Core } from './core.js';

/** A function that is an instance of the class, so that `api(config)` works: a constructor may return another object. */
class Callable {
  constructor(call) {
    return Object.setPrototypeOf(call, new.target.prototype);
  }
}

class InterceptorManager {
  #core;
  #isRequest;

  constructor(core, isRequest) {
    this.#core = core;
    this.#isRequest = isRequest;
  }

  use(onFulfilled, onRejected, options) {
    return this.#core.addInterceptor(this.#isRequest, onFulfilled, onRejected, options);
  }

  eject(id) {
    this.#core.ejectInterceptor(this.#isRequest, id);
  }

  clear() {
    this.#core.clearInterceptors(this.#isRequest);
  }
}

class Session {
  #core;

  constructor(core) {
    this.#core = core;
  }

  get status() {
    return this.#core.snapshot().status;
  }

  get user() {
    return this.#core.snapshot().user;
  }

  get expiresAt() {
    return this.#core.snapshot().expiresAt;
  }

  get isRefreshing() {
    return this.#core.snapshot().isRefreshing;
  }

  login(credentials) {
    return this.#core.signIn(false, credentials);
  }

  registration(credentials) {
    return this.#core.signIn(true, credentials);
  }

  logout() {
    return this.#core.logout();
  }

  checkAuth() {
    return this.#core.checkAuth();
  }

  refresh() {
    return this.#core.refresh();
  }

  setToken(token, user) {
    this.#core.setToken(token, user);
  }

  getToken() {
    return this.#core.getToken();
  }

  // Handed to `useSyncExternalStore` and the like without their object.
  subscribe = (listener) => {
    const id = this.#core.subscribe(listener);
    return () => this.#core.unsubscribe(id);
  };

  getSnapshot = () => this.#core.snapshot();

  on(event, listener) {
    const id = this.#core.on(event, listener);
    return () => this.#core.unsubscribe(id);
  }
}

/** `start` makes sure that the wasm runs. */
export const defineApiClient = (start) =>
  class ApiClient extends Callable {
    #core;
    #session;

    constructor(config) {
      const call = (...call_) => call.request(...call_);
      super(call);
      start();
      this.#core = new Core(config);
      this.interceptors = Object.freeze({
        request: new InterceptorManager(this.#core, true),
        response: new InterceptorManager(this.#core, false),
      });
    }

    get session() {
      return (this.#session ??= new Session(this.#core.session()));
    }

    request(url, config) {
      const isUrl = typeof url === 'string' || url instanceof URL;
      return isUrl ? this.#send(undefined, url, undefined, config) : this.#send(undefined, undefined, undefined, url);
    }

    get(url, config) {
      return this.#send('get', url, undefined, config);
    }

    delete(url, config) {
      return this.#send('delete', url, undefined, config);
    }

    head(url, config) {
      return this.#send('head', url, undefined, config);
    }

    options(url, config) {
      return this.#send('options', url, undefined, config);
    }

    post(url, data, config) {
      return this.#send('post', url, data, config);
    }

    put(url, data, config) {
      return this.#send('put', url, data, config);
    }

    patch(url, data, config) {
      return this.#send('patch', url, data, config);
    }

    postForm(url, data, config) {
      return this.#send('post', url, data, config, true);
    }

    putForm(url, data, config) {
      return this.#send('put', url, data, config, true);
    }

    patchForm(url, data, config) {
      return this.#send('patch', url, data, config, true);
    }

    getUri(config) {
      return this.#core.getUri(config);
    }

    #send(method, url, data, config, isForm = false) {
      return this.#core.request(method, url, data, isForm, config);
    }
  };
