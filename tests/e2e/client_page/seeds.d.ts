/** The seeds' clients, by what was edited in them (`seed_edits.ts`). */
declare module 'virtual:seeds' {
  export interface Answer<T> {
    readonly status: number;
    readonly data: T;
  }

  /** The course's files, and its store made. */
  export interface Course {
    /** The client itself; with a session if it is ours. */
    readonly $api: { readonly session: import('evertoken').Session };
    readonly store: {
      readonly user: { readonly email?: string };
      readonly isAuth: boolean;
      readonly isLoading: boolean;
      login(email: string, password: string): Promise<void>;
      registration(email: string, password: string): Promise<void>;
      logout(): Promise<void>;
      checkAuth(): Promise<void>;
    };
    readonly UserService: { fetchUsers(): Promise<Answer<{ email: string }[]>> };
  }

  export interface Note403 {
    readonly instance: {
      get<T>(url: string): Promise<Answer<T>>;
      post<T>(url: string, data: unknown): Promise<Answer<T>>;
      readonly defaults: { readonly headers: { authorization?: string } };
    };
  }

  export const course: Record<string, () => Promise<Course>>;
  export const note403: Record<string, () => Promise<Note403>>;
}
