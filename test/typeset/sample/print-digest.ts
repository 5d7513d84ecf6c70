/** Typesets the request on standard input and prints the SHA-256 of the file: run in a process of its own. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTypesetter } from '../../../functions/typeset/typesetter.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const typesetter = createTypesetter({
  fontDirectories: [path('../../../templates/fonts')],
  layoutDirectory: path('../../../templates/layout'),
});
const { pdf } = await typesetter.typeset(JSON.parse(readFileSync(0, 'utf8')));
console.log(createHash('sha256').update(pdf).digest('hex'));
