// A request starts it: workerd lets nothing call out before.

import * as evertoken from 'evertoken';
import { run } from '../scenario.js';

export default {
  async fetch(request) {
    await run(evertoken, new URL(request.url).searchParams.get('server'));
    return new Response();
  },
};
