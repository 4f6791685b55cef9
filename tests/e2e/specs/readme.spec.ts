// What the READMEs show first is run as it stands there.

import { readFileSync } from 'node:fs';
import { transformWithOxc } from 'vite';
import { at } from '../fixtures/places';
import { expect, test } from '../fixtures/test';

for (const file of ['README.md', 'pkg-template/README.md']) {
  test(`the first lines of ${file} work, and go on working when the token has expired`, async ({ client, server }) => {
    const person = { email: 'ada@example.com', password: 'correct horse' };
    await client.open();
    await client.register(person);
    await client.page.evaluate(() => window.api.session.logout());

    const lines = firstLines(file).replace('http://localhost:5000/api', server.apiUrl);
    expect(lines).toContain('ApiClient');
    const { code: script } = await transformWithOxc(
      `(async () => {
        const { ApiClient } = window.evertoken;
        const { email, password } = ${JSON.stringify(person)};
        ${lines}
        await fetch('${new URL('/lab/expire', server.apiUrl).href}', { method: 'POST' });
        const again = await api.get('/users');
        return again.data.map((user) => user.email);
      })()`,
      'readme.ts',
    );
    expect(await client.page.evaluate<string[]>(script)).toEqual([person.email]);
  });
}

function firstLines(file: string): string {
  const code = /```ts\n([\s\S]*?)```/.exec(readFileSync(at(file), 'utf8'))?.[1] ?? '';
  return code.replace(/^import .*$/m, '').replace(/^export /m, '');
}
