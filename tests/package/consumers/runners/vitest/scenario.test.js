import * as evertoken from 'evertoken';
import { expect, test } from 'vitest';
import { run } from '../scenario.js';

test('the scenario', async () => {
  expect(typeof document).toBe(process.env.HAS_DOCUMENT);
  await run(evertoken, process.env.SERVER);
});
