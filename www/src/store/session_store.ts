import { isApiError, type ApiClient, type SessionSnapshot } from 'evertoken';
import { observableSession } from 'evertoken/mobx';
import { makeAutoObservable, runInAction } from 'mobx';
import type { User } from '../models/user';

/**
 * The course's store, with the course's face. What it says about the session is the session itself, so there is
 * nothing here to keep in step: no token, no copy of the user, no flag to set and to forget.
 */
export class SessionStore {
  isLoading = false;
  isUnreachable = false;
  notice = '';
  renewals = 0;
  tokenReceivedAt = Date.now();

  readonly live: SessionSnapshot<User>;
  // Private fields stay out of makeAutoObservable, which would wrap the client: it is a function.
  readonly #api: ApiClient<User>;

  constructor(api: ApiClient<User>) {
    this.#api = api;
    this.live = observableSession(api);
    makeAutoObservable(this);
    api.session.on('login', () => this.tokenArrived());
    api.session.on('refreshed', () => this.tokenRenewed());
    api.session.on('over', () => this.say('Your session has ended. Please log in again.'));
    api.session.on('userChanged', () => this.say('Somebody else is logged in now.'));
  }

  get user(): User | undefined {
    return this.live.user;
  }

  get isAuth(): boolean {
    return this.live.status === 'authenticated';
  }

  async login(email: string, password: string): Promise<void> {
    await this.#api.session.login({ email, password });
    this.say('');
  }

  async registration(email: string, password: string): Promise<void> {
    await this.#api.session.registration({ email, password });
    this.say('');
  }

  async logout(): Promise<void> {
    try {
      this.say('');
      await this.#api.session.logout();
    } catch (error) {
      if (!isApiError(error)) throw error;
      this.say('You are logged out here, but the server could not be told.');
    }
  }

  async checkAuth(): Promise<void> {
    this.isLoading = true;
    try {
      await this.#api.session.checkAuth();
      runInAction(() => (this.isUnreachable = false));
    } catch (error) {
      if (!isApiError(error)) throw error;
      runInAction(() => (this.isUnreachable = true));
    } finally {
      runInAction(() => (this.isLoading = false));
    }
  }

  say(notice: string): void {
    this.notice = notice;
  }

  private tokenArrived(): void {
    this.tokenReceivedAt = Date.now();
    this.renewals = 0;
  }

  private tokenRenewed(): void {
    this.tokenReceivedAt = Date.now();
    this.renewals += 1;
  }
}
