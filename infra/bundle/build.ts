// `npm run build`: the functions' bundles in dist/.
import { fileURLToPath } from 'node:url';
import { buildBundles } from './bundle.ts';

await buildBundles(fileURLToPath(new URL('../../dist', import.meta.url)));
