/** The last check before issuing: what is read is what was written. */
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { checkReadBack } from '../../functions/typeset/check-read-back.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';
import type { Block } from '../../functions/typeset/vocabulary.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const typesetter = createTypesetter({
  fontDirectories: [path('../../templates/fonts')],
  layoutDirectory: path('../../templates/layout'),
});
const paragraph = (text: string): Block => ({ kind: 'paragraph', role: 'body', text });
const printed = [paragraph('规划面积3.2平方公里。'), paragraph('甲乙丙'), paragraph('丁')];
const pdfOf = async (blocks: Block[]) =>
  (await typesetter.typeset({ layout: 'pledge', title: '样张', blocks, date: '2026-01-08', draft: true }))
    .pdf;

test('a file that says what its blocks say has no differences', async () => {
  expect(await checkReadBack(printed, await pdfOf(printed))).toEqual([]);
});

test.each([
  [
    'another digit',
    [paragraph('规划面积8.2平方公里。'), ...printed.slice(1)],
    'missing from the PDF: 规划面积8.2平方公里。',
  ],
  ['a paragraph too few', printed.slice(0, 2), 'only in the PDF: 丁'],
  ['a paragraph too few before others', printed.slice(1), 'only in the PDF: 规划面积3.2平方公里。'],
  ['a paragraph too many', [...printed, paragraph('戊')], 'missing from the PDF: 戊'],
  [
    'another order',
    [printed[1], printed[0], printed[2]] as Block[],
    'only in the PDF: 规划面积3.2平方公里。',
  ],
])('%s is a difference', async (_, blocks, difference) => {
  expect((await checkReadBack(blocks, await pdfOf(printed)))[0]).toContain(difference);
});

test('a table over several pages reads as one, its repeated head once', async () => {
  const rows = Array.from({ length: 60 }, (_, n) => [`${n + 1}`, `第${n + 1}行`]);
  const table: Block = {
    kind: 'table',
    caption: '表1',
    unit: '',
    foot: [],
    wide: false,
    columns: [1, 4],
    align: ['center', 'left'],
    head: [['序号', '事项']],
    rows,
  };
  expect(await checkReadBack([table], await pdfOf([table]))).toEqual([]);
});
