// The tests of `bindings/`, with the libraries of a group.

import { addBindings } from './places.mjs';

export const bindings = (library) => async (stage) => {
  await addBindings(stage.group);
  await stage.finish('node_modules/.bin/vitest', ['run', '--root', 'bindings', '--environment', 'jsdom', library]);
};

export const consumersOf = (version) => [
  { name: `React ${version('react')}`, checks: { '`evertoken/react`': bindings('react') } },
  { name: `MobX ${version('mobx')}`, checks: { '`evertoken/mobx`': bindings('mobx') } },
];
