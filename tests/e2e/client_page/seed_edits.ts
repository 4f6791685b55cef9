// What somebody changes who moves the seeds' clients over: the import, `axios.create`, and what is deleted. The seeds
// themselves stand in `seeds/` as they were printed. Each edit must find its text, once: else the seed is another one.

export type Edit = (file: string, code: string) => string;

const COURSE_HTTP = 'seeds/course/http/index.ts';
const COURSE_STORE = 'seeds/course/store/store.ts';
const NOTE_HTTP = 'seeds/note_403/http.ts';

const FROM_PAGE = `document.querySelector('meta[name="api-url"]').content`;

const courseHere = replace(COURSE_HTTP, '`http://localhost:5000/api`', FROM_PAGE);
/** The condition as it was meant. */
const courseBang = replace(COURSE_HTTP, '&& error.config._isRetry)', '&& !error.config._isRetry)');
const courseOurs = all(
  replace(COURSE_HTTP, "import axios from 'axios';", "import axios from 'axios';\nimport { ApiClient } from 'evertoken';"),
  replace(COURSE_HTTP, 'axios.create({', 'new ApiClient({'),
);
const courseDeleted = all(
  replace(COURSE_HTTP, "import axios from 'axios';", "import { ApiClient } from 'evertoken';"),
  replace(COURSE_HTTP, 'axios.create({', 'new ApiClient({'),
  remove(COURSE_HTTP, '$api.interceptors.request.use', 'export default $api'),
);
/** `checkAuth` of the store by the session instead of a bare axios. */
const courseCheckAuth = all(
  replace(COURSE_STORE, "import axios from 'axios';\n", ''),
  replace(COURSE_STORE, "import { API_URL } from '../http/index';", "import $api from '../http/index';"),
  remove(COURSE_STORE, 'const response = await axios.get', '} catch (e) {'),
  replace(
    COURSE_STORE,
    'this.setLoading(true); // пошла загрузка\n    try {\n',
    `this.setLoading(true); // пошла загрузка\n    try {
      this.setAuth(await $api.session.checkAuth());
      this.setUser($api.session.user ?? ({} as IUser));
    `,
  ),
);

const noteHere = (file: string, code: string) =>
  file === NOTE_HTTP ? code.replaceAll('process.env.NEXT_PUBLIC_SERVER_URL', `new URL(${FROM_PAGE}).origin`) : code;
const NOTE_SESSION = `session: {
        scheme: '',
        storage: 'memory',
        login: '/api/user/login',
        refresh: { url: '/api/user/refresh_token', method: 'POST', statuses: [403], tokenPath: 'access_token' },
    },
    withCredentials`;
const noteOurs = all(
  replace(NOTE_HTTP, 'import axios from "axios";', 'import axios from "axios";\nimport { ApiClient } from "evertoken";'),
  replace(NOTE_HTTP, 'axios.create({', 'new ApiClient({'),
  replace(NOTE_HTTP, 'withCredentials: true\n', `${NOTE_SESSION}: true\n`),
);

export const COURSE: Record<string, Edit> = {
  'axios, as printed': courseHere,
  'axios, with the !': all(courseHere, courseBang),
  'ours, interceptors left as printed': all(courseHere, courseOurs),
  'ours, interceptors left with the !': all(courseHere, courseOurs, courseBang),
  'ours, interceptors deleted': all(courseHere, courseDeleted),
  'ours, interceptors left with the !, session.checkAuth()': all(courseHere, courseOurs, courseBang, courseCheckAuth),
  'ours, interceptors deleted, session.checkAuth()': all(courseHere, courseDeleted, courseCheckAuth),
};

export const NOTE_403: Record<string, Edit> = {
  axios: noteHere,
  'ours, interceptors left': all(noteHere, noteOurs),
  'ours, interceptors deleted': all(
    noteHere,
    noteOurs,
    remove(NOTE_HTTP, 'instance.interceptors.response.use', 'export default instance'),
  ),
};

function all(...edits: Edit[]): Edit {
  return (file, code) => edits.reduce((edited, edit) => edit(file, edited), code);
}

function replace(wanted: string, text: string, by: string): Edit {
  return (file, code) => {
    if (file !== wanted) return code;
    if (code.split(text).length !== 2) throw new Error(`${wanted} must hold this once: ${text}`);
    return code.replace(text, () => by);
  };
}

/** Takes out what stands from `from` up to the next `to`. */
function remove(wanted: string, from: string, to: string): Edit {
  return (file, code) => {
    if (file !== wanted) return code;
    const start = code.indexOf(from);
    const end = code.indexOf(to, start);
    if (start === -1 || end === -1) throw new Error(`${wanted} must hold ${from} and then ${to}`);
    return code.slice(0, start) + code.slice(end);
  };
}
