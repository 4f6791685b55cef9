// Vite serves each seed once for each of its edits: `seeds/course/store/store.ts?seed=course/<edit>`, with the imports
// between a seed's files kept inside the edit.

import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Plugin } from 'vite';
import { COURSE, NOTE_403, type Edit } from './seed_edits';

const EDITS: Record<string, Edit> = Object.fromEntries(
  [...Object.entries(COURSE).map(named('course')), ...Object.entries(NOTE_403).map(named('note_403'))],
);
const MARK = '?seed=';
/** Vite goes by how an id ends. */
const END = '&.ts';

export function seeds(): Plugin {
  return {
    name: 'seeds',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source === 'virtual:seeds') return source;
      const name = source.split(MARK)[1] ?? importer?.split(MARK)[1];
      const isOfSeed = /^[./]/.test(source);
      if (name === undefined || !isOfSeed) return null;
      const resolved = await this.resolve(source.split(MARK)[0] ?? source, importer?.split(MARK)[0]);
      return resolved && { id: resolved.id + MARK + name };
    },
    load(id) {
      if (id === 'virtual:seeds') return TABLE;
      const [path, name] = id.split(MARK);
      const edit = name === undefined ? undefined : EDITS[decodeURIComponent(name.replace(END, ''))];
      if (path === undefined || edit === undefined) return null;
      return { code: edit(relative(import.meta.dirname, path), readFileSync(path, 'utf8')), moduleType: 'ts' };
    },
  };
}

const TABLE = `
export const course = {${Object.keys(COURSE).map((name) => `${JSON.stringify(name)}: async () => {
  const [http, store, users] = await Promise.all([
    import(${at('course/http/index.ts', 'course', name)}),
    import(${at('course/store/store.ts', 'course', name)}),
    import(${at('course/services/UserService.ts', 'course', name)}),
  ]);
  return { $api: http.default, store: new store.default(), UserService: users.default };
}`).join(',')}};
export const note403 = {${Object.keys(NOTE_403).map((name) => `${JSON.stringify(name)}: async () => {
  return { instance: (await import(${at('note_403/http.ts', 'note_403', name)})).default };
}`).join(',')}};
`;

function at(file: string, seed: string, name: string): string {
  return JSON.stringify(`/seeds/${file}${MARK}${encodeURIComponent(`${seed}/${name}`)}${END}`);
}

function named(seed: string) {
  return ([name, edit]: [string, Edit]): [string, Edit] => [`${seed}/${name}`, edit];
}
