// For Node, Deno and Bun.

import process from 'node:process';
import * as evertoken from 'evertoken';
import { run } from './scenario.js';

await run(evertoken, process.env.SERVER);
