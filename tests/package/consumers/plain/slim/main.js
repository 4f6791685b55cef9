// The wasm as a file, which lies beside the script.

import * as evertoken from '/node_modules/evertoken/slim.js';
import { run } from './scenario.js';

await evertoken.init();
run(evertoken, new URLSearchParams(location.search).get('server'));
