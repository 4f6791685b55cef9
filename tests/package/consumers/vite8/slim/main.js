// The wasm as a file that Vite serves.

import * as evertoken from 'evertoken/slim';
import wasm from 'evertoken/evertoken.wasm?url';
import { run } from './scenario.js';

await evertoken.init(wasm);
run(evertoken, new URLSearchParams(location.search).get('server'));
