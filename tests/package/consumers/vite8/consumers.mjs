import { build, devServer } from '../../driver/vite.mjs';

export default (version) => [
  { name: `Vite ${version('vite')}`, checks: { build: build('app'), 'dev server': devServer('app') } },
  { name: `Vite ${version('vite')}, \`evertoken/slim\``, checks: { build: build('slim'), 'dev server': devServer('slim') } },
];
