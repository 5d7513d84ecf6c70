/** The last check before issuing: what is read is what was written. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { PDFDocument, PDFName } from 'pdf-lib';
import { checkReadBack } from '../../functions/typeset/check-read-back.ts';
import { readBody, readStretches } from '../../functions/typeset/read-text.ts';
import { createTypesetter, type SignatureBox } from '../../functions/typeset/typesetter.ts';
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
    '“规划面积8.2平方公里。”在文件中读作“规划面积3.2平方公里。甲乙丙丁”',
  ],
  ['a paragraph too few', printed.slice(0, 2), '文件中多出“丁”'],
  ['a paragraph too few before others', printed.slice(1), '文件中多出“规划面积3.2平方公里。”'],
  ['a paragraph too many', [...printed, paragraph('戊')], '“戊”在文件中读作“”'],
  ['another order', [printed[1], printed[0], printed[2]] as Block[], '文件中多出“规划面积3.2平方公里。”'],
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

describe('a row taller than a page, whose cells are drawn in parts,', () => {
  const long = '停止使用停车场，拆除地上设施，清运硬化面层，恢复土地原状，经县自然资源局现场确认；'.repeat(5);
  const tall = (cells: string[]): Block => ({
    kind: 'table',
    caption: '',
    unit: '',
    foot: [],
    wide: false,
    columns: [1, 1, 12],
    align: ['left', 'left', 'left'],
    head: [['问题', '措施', '结果']],
    rows: [cells, ['1', '2', '3']],
  });
  const cells = [long, `一${long}`, '完成'];
  let pdf: Uint8Array;
  beforeAll(async () => {
    pdf = await pdfOf([tall(cells)]);
  });

  test('reads as it was typed', async () => {
    expect((await readBody(pdf)).length).toBeGreaterThan(1);
    expect(await checkReadBack([tall(cells)], pdf)).toEqual([]);
  });

  test.each([
    ['another character', [long, `二${long}`, '完成']],
    ['a character too many in the end', [long, `一${long}。`, '完成']],
    ['a character too few', [long, `一${long.slice(0, -1)}`, '完成']],
    ['cells in another order', [`一${long}`, long, '完成']],
    ['two characters in another order', [long, `一${long}`, '成完']],
  ])('but %s is a difference', async (_, typed) => {
    expect(await checkReadBack([tall(typed)], pdf)).not.toEqual([]);
  });

  test('and what the tags do not hold is one too', async () => {
    const untagged = await PDFDocument.load(pdf);
    untagged.catalog.delete(PDFName.of('StructTreeRoot'));
    const bare = await untagged.save({ useObjectStreams: false });
    expect(await checkReadBack([tall(cells)], bare)).not.toEqual([]);
  });
});

describe('under a signature box', () => {
  const party = {
    label: '投资运营主体',
    organization: '某某文旅公司',
    code: '',
    representative: '',
    date: '',
  };
  const blocks: Block[] = [...printed, { kind: 'signatures', parties: [{ ...party, field: 'enterprise' }] }];
  let pdf: Uint8Array;
  let box: SignatureBox;
  beforeAll(async () => {
    const set = await typesetter.typeset({
      layout: 'pledge',
      title: '样张',
      blocks,
      date: '2026-01-08',
      draft: false,
    });
    pdf = set.pdf;
    box = set.boxes[0]!;
  });

  test('lies no word where the layout has put it', async () => {
    expect(await checkReadBack(blocks, pdf, [box])).toEqual([]);
  });

  test('words are a difference, and only where they are under it', async () => {
    const words = (await readStretches(pdf)).find(({ text }) => text.includes('甲乙丙'))!.place;
    const over = (x: number, y: number) =>
      checkReadBack(blocks, pdf, [{ ...box, page: 0, rect: { ...box.rect, x, y } }]);
    const covered = ['“甲乙丙”会被“投资运营主体电子签名”遮住'];
    const { height } = box.rect;
    expect(await over(words.right - 1, words.lower - height + 1)).toEqual(covered);
    expect(await over(words.right + 1, words.lower - height + 1)).toEqual([]);
    expect(await over(words.right - 1, words.lower - height - 1)).not.toEqual(covered);
    expect(
      await checkReadBack(blocks, pdf, [{ ...box, page: 1, rect: { ...box.rect, x: 0, y: 700 } }]),
    ).toEqual([]);
  });
});
