import type { ApiClient } from 'evertoken';
import { makeAutoObservable, runInAction } from 'mobx';
import { API_URL } from '../http/api_url';
import type { User } from '../models/user';

/** The counters are the server's word, asked for shortly after something happened and never by a timer. */
const SETTLE_MS = 150;

export interface Counters {
  readonly requests: number;
  readonly refreshes: number;
  readonly unauthorized: number;
}

/** The reference server's fault switches; absent unless it runs with `LAB=1`. */
export class LabStore {
  counters: Counters | undefined = undefined;
  message = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: ApiClient<User>) {
    makeAutoObservable(this);
    api.session.subscribe(() => this.lookAgain());
    api.interceptors.response.use(
      (response) => {
        this.lookAgain();
        return response;
      },
      (error: unknown) => {
        this.lookAgain();
        throw error;
      },
    );
    api.session.on('login', () => this.lookSoon());
    this.lookSoon();
  }

  get isOpen(): boolean {
    return this.counters !== undefined;
  }

  async expireToken(): Promise<void> {
    const done = await this.press('expire');
    this.say(done ? 'The server refuses the token from now on. The countdown cannot know; the next call will.' : REFUSED);
  }

  async revokeSessions(): Promise<void> {
    const done = await this.press('revoke-all');
    this.say(done ? 'The session is revoked: cookie and access token are dead. The next call ends it here too.' : REFUSED);
  }

  /** A server without a lab is not asked at every call. */
  private lookAgain(): void {
    if (this.isOpen) this.lookSoon();
  }

  private lookSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(), SETTLE_MS);
  }

  private async look(): Promise<void> {
    try {
      const answer = await fetch(labUrl('counters'));
      if (!answer.ok) return;
      const counters = (await answer.json()) as Counters;
      runInAction(() => (this.counters = counters));
    } catch {
      // No server, no lab: the panel shows what it knew.
    }
  }

  private async press(button: string): Promise<boolean> {
    try {
      return (await fetch(labUrl(button), { method: 'POST' })).ok;
    } catch {
      return false;
    }
  }

  private say(message: string): void {
    this.message = message;
  }
}

const REFUSED = 'The lab did not answer.';

function labUrl(path: string): URL {
  return new URL(`/lab/${path}`, new URL(API_URL, location.href));
}
