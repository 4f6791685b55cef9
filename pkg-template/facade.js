// What an object of ours is to the outside: its methods can be taken off it, and no framework wraps it.

/** A function that is an instance of the class, so that `api(config)` works: a constructor may return another object. */
export class Callable {
  constructor(call) {
    return Object.setPrototypeOf(call, new.target.prototype);
  }
}

/** `const { get } = api` works. What a subclass has made of a method is what is bound. */
export const bindMethods = (object, base) => {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(base.prototype))) {
    if (typeof value !== 'function' || name === 'constructor') continue;
    // Hidden: what is logged, spread or compared is what can be changed.
    Object.defineProperty(object, name, { value: object[name].bind(object), writable: true, configurable: true });
  }
};

/** Vue's `reactive` passes by what says so: a proxy would have none of the private fields. */
export const unwrappable = (base) => Object.defineProperty(base.prototype, '__v_skip', { value: true });
