// Writes coverage.json: the characters that at least one shipped font can show. Run: npx tsx templates/fonts/make-coverage.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fontCoverage } from '../../functions/typeset/font-coverage.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
writeFileSync(join(here, 'coverage.json'), `${JSON.stringify(fontCoverage(here))}\n`);
