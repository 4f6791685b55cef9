import { ApiClient } from 'evertoken';
import type { User } from '../models/user';
import { API_URL } from './api_url';

/**
 * The whole integration. Import it where you need it: it is callable, so `useState(api)` would call it and an
 * observable field would wrap it.
 */
export const api = new ApiClient<User>({
  baseURL: API_URL,
  withCredentials: true,
});
