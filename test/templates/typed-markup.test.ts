// Whatever markup is typed into a text is printed as typed, in every field of every type.
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { checkReadBack } from '../../functions/typeset/check-read-back.ts';
import { parseVocabulary } from '../../functions/typeset/parse-vocabulary.ts';
import { readText } from '../../functions/typeset/read-text.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { type Changes, sampleValue } from './filled.ts';
import { leavesOf } from './leaves-of.ts';
import { wordingOf } from './wording.ts';

const templates = fileURLToPath(new URL('../../templates', import.meta.url));
const typesetter = createTypesetter({
  fontDirectories: [`${templates}/fonts`],
  layoutDirectory: `${templates}/layout`,
});

const HOSTILE = '<b>#[]$*_{{x}}';

describe.each(DOCUMENT_TYPES.map((type) => [type.id, type] as const))('%s', (id, type) => {
  // What has a pattern is no name or sentence: the pattern refuses markup.
  const texts = leavesOf(type.form, type.sample).filter(
    ({ field }) => field.kind === 'text' && !field.pattern,
  );

  test('markup in every text comes out of the PDF as it went in', async () => {
    // The field's place beside it tells one from another; 。 fills up to the least length.
    const marked = texts.map(({ field, path }, index) => {
      const least = (field.kind === 'text' && field.minLength) || 1;
      return { path, typed: `${HOSTILE}${index}`.padEnd(least, '。') };
    });
    const short = texts.filter(({ field }) => field.kind === 'text' && field.maxLength < HOSTILE.length + 2);
    expect(short).toEqual([]);
    const changes: Changes = Object.fromEntries(marked.map(({ path, typed }) => [path, typed]));
    const value = sampleValue(type, changes);
    const blocks = parseVocabulary(wordingOf(type, changes), id);
    const { pdf } = await typesetter.typeset({
      layout: type.layout,
      title: type.title(value),
      blocks,
      date: '2026-11-24',
      draft: false,
    });
    expect(await checkReadBack(blocks, pdf)).toEqual([]);
    const read = (await readText(pdf)).join('').replace(/\s/g, '');
    expect(marked.filter(({ typed }) => !read.includes(typed)).map(({ path }) => path)).toEqual([]);
  });

  test('a sample is set with a box for each party, and is read back whole', async () => {
    const value = sampleValue(type);
    const blocks = parseVocabulary(wordingOf(type), id);
    const { pdf, boxes } = await typesetter.typeset({
      layout: type.layout,
      title: type.title(value),
      blocks,
      date: '2026-11-24',
      draft: false,
    });
    const signers = type.parties(value).map(({ role }) => role);
    expect(boxes.map(({ field }) => field).toSorted()).toEqual(signers.toSorted());
    expect(await checkReadBack(blocks, pdf)).toEqual([]);
  });
});
