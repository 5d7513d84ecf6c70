// Every sample prints the lines it printed when somebody last looked.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from '@jest/globals';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { goldenFile, linesOfSample } from './lines-of-sample.ts';

const HOW = 'if the change is meant: npx tsx test/golden/write.ts, and look at the diff';

test.each(DOCUMENT_TYPES.map((type) => [type.id, type] as const))(
  `the printed lines of %s are those on file (${HOW})`,
  async (_, type) => {
    const file = goldenFile(type);
    expect(existsSync(file)).toBe(true);
    const lines = (text: string) => text.split('\n');
    expect(lines(await linesOfSample(type))).toEqual(lines(readFileSync(file, 'utf8')));
  },
);

test('no file is left of a type that is no longer there', () => {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.txt'));
  expect(files.toSorted()).toEqual(DOCUMENT_TYPES.map((type) => basename(goldenFile(type))).toSorted());
});
