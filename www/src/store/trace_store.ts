import { isApiError, type ApiClient, type InternalRequestConfig } from 'evertoken';
import { makeAutoObservable } from 'mobx';
import type { User } from '../models/user';

const ROWS_KEPT = 40;

export type StepKind = 'sent' | 'rejected' | 'replayed' | 'answered' | 'failed' | 'session';

export interface Step {
  readonly kind: StepKind;
  readonly label: string;
}

export interface Row {
  readonly id: number;
  readonly at: number;
  readonly title: string;
  steps: readonly Step[];
  /** `undefined` while the caller still waits. */
  duration: number | undefined;
}

/**
 * What the page can know from public things: its own interceptors (which run once a call, whatever happens on the wire),
 * `_isRetry` on the final config and the session's events.
 */
export class TraceStore {
  rows: Row[] = [];
  #lastId = 0;

  constructor(api: ApiClient<User>) {
    makeAutoObservable(this);
    api.interceptors.request.use((config) => this.sent(config, api.session.isRefreshing), null, { synchronous: true });
    api.interceptors.response.use(
      (response) => {
        this.answered(response.config, response.status);
        return response;
      },
      (error: unknown) => {
        this.failed(error);
        throw error;
      },
    );
    api.session.on('login', () => this.note('logged in', 'a first access token'));
    api.session.on('refreshed', () => this.note('refreshed', 'a new access token, unseen by the callers'));
    api.session.on('logout', () => this.note('logged out', 'the token is forgotten'));
    api.session.on('over', () => this.note('over', 'the server said no to the refresh, twice'));
  }

  clear(): void {
    this.rows = [];
  }

  private sent(config: InternalRequestConfig, isRefreshing: boolean): InternalRequestConfig {
    const title = `${config.method.toUpperCase()} ${config.url ?? ''}`;
    config.traceHeld = isRefreshing;
    config.traceRow = this.add(title, [{ kind: 'sent', label: 'sent' }], undefined);
    return config;
  }

  private answered(config: InternalRequestConfig, status: number): void {
    this.finish(config, [
      ...(config._isRetry === true ? (config.traceHeld === true ? WAITED : REPLAYED) : []),
      { kind: 'answered', label: String(status) },
    ]);
  }

  private failed(error: unknown): void {
    if (!isApiError(error) || error.config === undefined) return;
    const labels = [error.status ?? error.code, ...(isApiError(error.cause) ? [error.cause.code] : [])];
    this.finish(error.config, labels.map((label) => ({ kind: 'failed', label: String(label) })));
  }

  private note(label: string, title: string): void {
    this.add(title, [{ kind: 'session', label }], 0);
  }

  private add(title: string, steps: readonly Step[], duration: number | undefined): number {
    this.#lastId += 1;
    this.rows.unshift({ id: this.#lastId, at: Date.now(), title, steps, duration });
    this.rows.length = Math.min(this.rows.length, ROWS_KEPT);
    return this.#lastId;
  }

  private finish(config: InternalRequestConfig, steps: readonly Step[]): void {
    const row = this.rows.find((candidate) => candidate.id === config.traceRow);
    if (row === undefined) return;
    row.steps = [...row.steps, ...steps];
    row.duration = Date.now() - row.at;
  }
}

/** Begun during a refresh: whether it was held or sent and rejected, it waited. */
const WAITED: readonly Step[] = [{ kind: 'replayed', label: 'waited' }];

const REPLAYED: readonly Step[] = [
  { kind: 'rejected', label: 'rejected' },
  { kind: 'replayed', label: 'replayed' },
];
