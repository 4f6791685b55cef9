import { bindings, consumersOf } from '../../driver/bindings.mjs';

export default (version) => [
  ...consumersOf(version),
  { name: `Vue ${version('vue')}`, checks: { '`reactive(api)`': bindings('vue') } },
];
