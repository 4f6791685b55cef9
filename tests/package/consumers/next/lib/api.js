// One client, as a module's own: on the server it is everybody's, so its session must be nobody's.

import { ApiClient } from 'evertoken';

export const api = new ApiClient({
  baseURL: process.env.NEXT_PUBLIC_SERVER,
  withCredentials: true,
  session: { key: 'page' },
});
