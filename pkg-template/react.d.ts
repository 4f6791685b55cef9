import type { ApiClient, SessionSnapshot } from './index.js';

/**
 * The session as it is, for a React component: renders again whenever it changes. On a server and while hydrating it is
 * `'unknown'`. Import the client where you need it; `useState(api)` would call it.
 */
export declare function useSession<User>(api: ApiClient<User>): SessionSnapshot<User>;
