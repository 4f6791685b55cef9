import { build, devServer } from '../../driver/vite.mjs';

export default (version) => [
  { name: `Vite ${version('vite')}`, checks: { build: build('app'), 'dev server': devServer('app') } },
];
