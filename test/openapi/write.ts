// Writes the API's contract to a file, so that a linter can judge it: tsx test/openapi/write.ts out/openapi.json
import { writeFileSync } from 'node:fs';
import { startApi } from '../handlers/integration-world.ts';

const [file] = process.argv.slice(2);
if (!file) throw new Error('usage: tsx test/openapi/write.ts <file>');
const response = await startApi().app.request('/openapi.json');
if (!response.ok) throw new Error(await response.text());
writeFileSync(file, `${JSON.stringify(await response.json(), null, 2)}\n`);
