import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

// Nothing is for evertoken; the folder lies in another package's.
export default { outputFileTracingRoot: here, turbopack: { root: here } };
