// The wasm as a file.

import * as evertoken from '/node_modules/evertoken/slim.js';
import { run } from './scenario.js';

await evertoken.init('/node_modules/evertoken/evertoken.wasm');
run(evertoken, new URLSearchParams(location.search).get('server'));
