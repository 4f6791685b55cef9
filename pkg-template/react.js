// React's view of a session.

import { useSyncExternalStore } from 'react';
import { makeSnapshot } from './session.js';

/** While a server renders and while a browser hydrates nobody knows yet: both must say the same. */
const unknown = /* @__PURE__ */ makeSnapshot('unknown', undefined, undefined, false);
const onServer = () => unknown;

export const useSession = ({ session }) => useSyncExternalStore(session.subscribe, session.getSnapshot, onServer);
