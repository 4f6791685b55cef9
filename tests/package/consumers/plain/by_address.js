// Where no import map reaches (workers) or may stand (a strict policy): the address it is.

import * as evertoken from '/node_modules/evertoken/index.js';
import { run } from './scenario.js';

run(evertoken, new URLSearchParams(location.search).get('server'));
