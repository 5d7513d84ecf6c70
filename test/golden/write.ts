// npx tsx test/golden/write.ts: writes what the samples say now; look at the diff before it is kept.
import { writeFileSync } from 'node:fs';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { goldenFile, linesOfSample } from './lines-of-sample.ts';

for (const type of DOCUMENT_TYPES) writeFileSync(goldenFile(type), await linesOfSample(type));
