// Test runners, which load packages in ways of their own.

import { join } from 'node:path';

const vitest = (environment, document) => (stage) =>
  stage.run('node_modules/.bin/vitest', ['run', '--root', 'vitest', '--environment', environment], { HAS_DOCUMENT: document });

const jest = (environment, document) => (stage) =>
  stage.run('node_modules/.bin/jest', ['--rootDir', join(stage.group, 'jest'), '--config', 'jest/jest.config.cjs', '--env', environment], { HAS_DOCUMENT: document });

/** jsdom has no `fetch`, and Jest's environment hides Node's. */
const JSDOM = 'jest-fixed-jsdom';

export default (version) => [
  { name: `Vitest ${version('vitest')}`, checks: { node: vitest('node', 'undefined'), jsdom: vitest('jsdom', 'object') } },
  { name: `Jest ${version('jest')}`, checks: { node: jest('node', 'undefined'), [`jsdom (\`${JSDOM}\`)`]: jest(JSDOM, 'object') } },
];
