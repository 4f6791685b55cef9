import { course, note403, type Course, type Note403 } from 'virtual:seeds';
import * as evertoken from 'evertoken';
import type { ApiClient } from 'evertoken';
import { fetchClients } from './fetch_clients';

export interface User {
  readonly id: string;
  readonly email: string;
}

declare global {
  interface Window {
    readonly apiUrl: string;
    readonly evertoken: typeof evertoken;
    readonly seeds: { readonly course: typeof course; readonly note403: typeof note403 };
    readonly fetchClients: typeof fetchClients;
    api: ApiClient<User>;
    /** What ended the session, as a spec hears it. */
    ends: string[];
    course: Course;
    note403: Note403;
  }
}

const apiUrl = document.querySelector<HTMLMetaElement>('meta[name="api-url"]')?.content;
Object.assign(window, { apiUrl, evertoken, fetchClients, seeds: { course, note403 } });
