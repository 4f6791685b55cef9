import type { ApiClient } from 'evertoken';
import { makeAutoObservable, runInAction } from 'mobx';
import { describeFailure } from '../models/failure';
import type { User } from '../models/user';

const RELOAD_EVERY_MS = 3_000;
const CALLS_AT_ONCE = 10;

/** The protected list. Not a word about tokens: that is the point. */
export class UsersStore {
  list: readonly User[] | undefined = undefined;
  isLoading = false;
  isReloading = false;
  message = '';
  failure = '';

  readonly #api: ApiClient<User>;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(api: ApiClient<User>) {
    this.#api = api;
    makeAutoObservable(this);
    api.session.on('logout', () => this.forget());
    api.session.on('over', () => this.forget());
    api.session.on('userChanged', () => this.forget());
  }

  load(): Promise<void> {
    return this.collect(1);
  }

  loadTenTimes(): Promise<void> {
    return this.collect(CALLS_AT_ONCE);
  }

  setReloading(on: boolean): void {
    clearInterval(this.#timer);
    this.isReloading = on;
    if (!on) return;
    this.#timer = setInterval(() => void (this.isLoading || this.load()), RELOAD_EVERY_MS);
    void this.load();
  }

  private async collect(calls: number): Promise<void> {
    this.isLoading = true;
    const startedAt = performance.now();
    const answers = await Promise.allSettled(Array.from({ length: calls }, () => this.#api.get<User[]>('/users')));
    runInAction(() => {
      this.isLoading = false;
      const lists = answers.filter((answer) => answer.status === 'fulfilled');
      const refusal = answers.find((answer) => answer.status === 'rejected');
      this.failure = refusal === undefined ? '' : describeFailure(refusal.reason).message;
      this.message = `${count(lists.length, 'answer')} in ${Math.round(performance.now() - startedAt)} ms`;
      if (lists[0] !== undefined && this.#api.session.status === 'authenticated') this.list = lists[0].value.data;
    });
  }

  private forget(): void {
    this.setReloading(false);
    this.list = undefined;
    this.message = '';
    this.failure = '';
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
