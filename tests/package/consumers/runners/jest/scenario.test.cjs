const evertoken = require('evertoken');
const { run } = require('../scenario.cjs');

test('the scenario', async () => {
  expect(typeof document).toBe(process.env.HAS_DOCUMENT);
  await run(evertoken, process.env.SERVER);
});
