// MobX's view of a session.

import { createAtom } from 'mobx';

/** A class, since MobX copies a plain object that stands in an observable field. */
class ObservableSession {
  #session;
  #atom;
  #unsubscribe;

  constructor(session) {
    this.#session = session;
    this.#atom = createAtom('api.session', this.#listen, () => this.#unsubscribe());
  }

  get status() {
    return this.#observed().status;
  }

  get user() {
    return this.#observed().user;
  }

  get expiresAt() {
    return this.#observed().expiresAt;
  }

  get isRefreshing() {
    return this.#observed().isRefreshing;
  }

  #listen = () => {
    this.#unsubscribe = this.#session.subscribe(() => this.#atom.reportChanged());
  };

  #observed() {
    this.#atom.reportObserved();
    return this.#session.getSnapshot();
  }
}

export const observableSession = ({ session }) => new ObservableSession(session);
