// The application's interceptors, asked in axios's order and with axios's rules.

import { unwrappable } from './facade.js';
import { own } from './values.js';

/** Interceptors of one kind. Ids increase and are never used again. */
export class InterceptorManager {
  #registered = new Map();
  #next = 0;

  use(fulfilled, rejected, options) {
    this.#registered.set(this.#next, own(options, { fulfilled, rejected }));
    return this.#next++;
  }

  eject(id) {
    this.#registered.delete(id);
  }

  clear() {
    this.#registered.clear();
  }

  /** First registered first. */
  static inOrder(manager) {
    return [...manager.#registered.values()];
  }
}

unwrappable(InterceptorManager);

/** The request chain, last registered first: the config, or a promise of it. */
export const before = (manager, config) => {
  const isWanted = ({ runWhen }) => typeof runWhen !== 'function' || runWhen(config) !== false;
  const chain = InterceptorManager.inOrder(manager).filter(isWanted).reverse();
  return chain.every(({ synchronous }) => synchronous) ? inThisTick(chain, config) : follow(chain, Promise.resolve(config));
};

/** The response chain, first registered first. */
export const after = (manager, outcome) => follow(InterceptorManager.inOrder(manager), outcome);

const follow = (chain, first) =>
  chain.reduce((promise, { fulfilled, rejected }) => promise.then(fulfilled, rejected), first);

/** Here a pair's own `rejected` is told what its own `fulfilled` threw, and ends the chain. */
const inThisTick = (chain, first) => {
  let config = first;
  for (const { fulfilled, rejected } of chain) {
    if (typeof fulfilled !== 'function') continue;
    try {
      config = fulfilled(config);
    } catch (thrown) {
      if (typeof rejected !== 'function') throw thrown;
      rejected(thrown);
      break;
    }
  }
  return config;
};
