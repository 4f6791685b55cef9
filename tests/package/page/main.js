// A page, or a worker, that is told in its address where the server is.

import * as evertoken from 'evertoken';
import { run } from './scenario.js';

run(evertoken, new URLSearchParams(location.search).get('server'));
