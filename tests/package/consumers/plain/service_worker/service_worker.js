// Runs while it is installed.

import * as evertoken from '/node_modules/evertoken/index.js';
import { run } from './scenario.js';

addEventListener('install', (event) => event.waitUntil(run(evertoken, new URLSearchParams(location.search).get('server'))));
