// The same by `require`.

const process = require('node:process');
const evertoken = require('evertoken');
const { run } = require('./scenario.cjs');

run(evertoken, process.env.SERVER);
