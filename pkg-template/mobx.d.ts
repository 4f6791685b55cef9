import type { ApiClient, SessionSnapshot } from './index.js';

/**
 * The session as it is, for MobX: what reads a field of it in an `autorun`, a `computed` or an `observer` runs again when the
 * session changes. It listens only while somebody observes it. Fit for an observable field, which the client itself is not:
 * MobX would wrap it.
 */
export declare function observableSession<User>(api: ApiClient<User>): SessionSnapshot<User>;
