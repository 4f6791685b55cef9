import * as evertoken from 'evertoken';
import type { ApiClient } from 'evertoken';
import { courseClient } from './course';

export interface User {
  readonly id: string;
  readonly email: string;
}

declare global {
  interface Window {
    readonly apiUrl: string;
    readonly evertoken: typeof evertoken;
    readonly courseClient: typeof courseClient;
    api: ApiClient<User>;
  }
}

const apiUrl = document.querySelector<HTMLMetaElement>('meta[name="api-url"]')?.content;
Object.assign(window, { apiUrl, evertoken, courseClient });
