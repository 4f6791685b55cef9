// One configuration for all JavaScript and TypeScript of the repository; `cargo xtask check eslint`.

import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import typescript from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['**/node_modules/', '**/dist/', '**/target/', '**/*.tsbuildinfo', 'pkg-template/*.d.ts', 'tests/e2e/client_page/seeds/']),
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['tests/types/*.ts'], // where a value is there for its type
    rules: { '@typescript-eslint/no-unused-vars': 'off', '@typescript-eslint/no-unnecessary-type-parameters': 'off' },
  },
  { files: ['www/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat['recommended-latest']] },
  { files: ['pkg-template/**/*.js'], languageOptions: { globals: { ...globals['shared-node-browser'] } } },
  {
    files: ['*.js', 'xtask/**/*.mjs', 'tests/**/*.{js,mjs}'],
    languageOptions: { globals: { ...globals.nodeBuiltin, WebAssembly: 'readonly' } },
  },
  {
    files: ['tests/course_server/**/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: globals.node },
    rules: { 'no-unused-vars': ['error', { args: 'none', caughtErrors: 'none' }] },
  },
  {
    files: ['tests/js/**/*.js', 'tests/browser/**/*.js', 'tests/package/{page,bindings,consumers}/**/*.{js,mjs}'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['tests/package/**/*.{jsx,cjs}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    languageOptions: {
      globals: { ...globals.node, ...globals.browser, ...globals.jest },
      parserOptions: { ecmaFeatures: { jsx: true } },
    },
    rules: { 'no-unused-vars': 'off' }, // which sees no use in JSX
  },
);
