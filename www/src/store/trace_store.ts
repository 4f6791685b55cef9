import type { ApiClient, TraceEvent, TraceStep } from 'evertoken';
import { makeAutoObservable } from 'mobx';
import { API_URL } from '../http/api_url';
import type { User } from '../models/user';

const ROWS_KEPT = 40;

export type StepKind = 'sent' | 'rejected' | 'waiting' | 'replayed' | 'answered' | 'failed' | 'session';

export interface Step {
  readonly kind: StepKind;
  readonly label: string;
}

export interface Row {
  readonly id: number;
  /** The call that it is about, if it is about one. */
  readonly call: number | undefined;
  readonly at: number;
  readonly title: string;
  steps: readonly Step[];
  /** In ms; `undefined` while the caller still waits. */
  duration: number | undefined;
}

/** One row a call, and one a refresh, as the client tells of them step by step; and one an event of the session. */
export class TraceStore {
  rows: Row[] = [];
  #lastId = 0;

  constructor(api: ApiClient<User>) {
    makeAutoObservable(this);
    api.on('trace', (event) => this.follow(event));
    api.session.on('login', () => this.note('logged in', 'a first access token'));
    api.session.on('refreshed', () => this.note('refreshed', 'a new access token, unseen by the callers'));
    api.session.on('logout', () => this.note('logged out', 'the token is forgotten'));
    api.session.on('over', () => this.note('over', 'the server said no to the refresh, twice'));
  }

  clear(): void {
    this.rows = [];
  }

  private follow({ step, id, method, url, status, duration }: TraceEvent): void {
    if (step === 'request' || step === 'refresh') this.add(`${method} ${pathOf(url)}`, [], id, undefined);
    const row = this.rows.find(({ call }) => call === id);
    if (row === undefined || step === 'request') return;
    row.steps = [...row.steps, step === 'settled' ? endOf(status) : STEPS[step]];
    if (step === 'settled') row.duration = Math.round(duration);
  }

  private note(label: string, title: string): void {
    this.add(title, [{ kind: 'session', label }], undefined, 0);
  }

  private add(title: string, steps: readonly Step[], call: number | undefined, duration: number | undefined): void {
    this.#lastId += 1;
    this.rows.unshift({ id: this.#lastId, call, at: Date.now(), title, steps, duration });
    this.rows.length = Math.min(this.rows.length, ROWS_KEPT);
  }
}

const STEPS: Record<Exclude<TraceStep, 'request' | 'settled'>, Step> = {
  refresh: { kind: 'sent', label: 'sent' },
  attempt: { kind: 'sent', label: 'sent' },
  rejected: { kind: 'rejected', label: 'rejected' },
  waiting: { kind: 'waiting', label: 'waiting' },
  adopted: { kind: 'replayed', label: 'another tab’s token' },
  replay: { kind: 'replayed', label: 'replayed' },
};

function endOf(status: number | undefined): Step {
  if (status === undefined) return { kind: 'failed', label: 'no answer' };
  return { kind: status < 400 ? 'answered' : 'failed', label: String(status) };
}

/** As it stands in the code of an application. */
function pathOf(url: string): string {
  const base = new URL(API_URL, document.baseURI).href;
  return url.startsWith(base) ? url.slice(base.length) : url;
}
