'use client';

import * as evertoken from 'evertoken';
import { useSession } from 'evertoken/react';
import { useEffect } from 'react';
import { api } from '../lib/api';
import { run } from '../scenario.js';

let isBegun = false;

/** The scenario by a client of its own; then the page's session begins. */
const begin = async () => {
  if (isBegun) return; // in development effects run twice
  isBegun = true;
  await run(evertoken, new URLSearchParams(location.search).get('server'));
  api.session.setToken('of-another-way');
};

/** Rendered on the server, hydrated in the browser. */
export function Status() {
  const { status } = useSession(api);
  useEffect(() => void begin(), []);
  return <output>{status}</output>;
}
