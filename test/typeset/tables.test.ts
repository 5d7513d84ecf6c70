/** Tables on paper: what stays together, what stands where, and pages across (GB/T 9704-2012 clause 8). */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import { checkReadBack } from '../../functions/typeset/check-read-back.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';
import type { Block } from '../../functions/typeset/vocabulary.ts';
import { linesOf } from './lines-of.ts';
import { type Place, placesOf } from './places-of.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const typesetter = createTypesetter({
  fontDirectories: [path('../../templates/fonts')],
  layoutDirectory: path('../../templates/layout'),
});
type Table = Extract<Block, { kind: 'table' }>;

const table = (parts: Partial<Table>): Table => ({
  kind: 'table',
  caption: '',
  unit: '',
  columns: [1, 3],
  align: ['center', 'left'],
  head: [['序号', '事项']],
  rows: [['1', '甲']],
  foot: [],
  wide: false,
  ...parts,
});
const numbered = (count: number) => Array.from({ length: count }, (_, n) => [`${n + 1}`, `事${n + 1}`]);
const note = (text: string): Block => ({ kind: 'paragraph', role: 'table-note', text });
const paragraph = (text: string): Block => ({ kind: 'paragraph', role: 'body', text });

async function print(blocks: Block[], draft = false) {
  const request = { layout: 'pledge', title: '样张', blocks, date: '2026-01-08', draft } as const;
  const { pdf, pages } = await typesetter.typeset(request);
  expect(await checkReadBack(blocks, pdf)).toEqual([]);
  return { pdf, pages, places: await placesOf(pdf) };
}
const at = (places: Place[], text: string): Place => {
  const found = places.find((place) => place.text === text);
  if (!found) throw new Error(`${text} is not on paper`);
  return found;
};
const right = ({ x, width }: Place) => x + width;

describe('a table', () => {
  test('has its unit right above it, at its right edge, in smaller type', async () => {
    const { places } = await print([table({ caption: '表1', unit: '单位：万元' })]);
    const [caption, unit, head] = ['表1', '单位：万元', '序号'].map((text) => at(places, text)) as [
      Place,
      Place,
      Place,
    ];
    expect(right(unit)).toBeCloseTo((184 / 25.4) * 72, 0);
    expect(unit.height).toBeLessThan(head.height);
    expect(caption.y).toBeGreaterThan(unit.y);
    expect(unit.y).toBeGreaterThan(head.y);
  });

  test('has decimal points in one line, and what follows a number beside it', async () => {
    const rows = [['1234.5'], ['7.25'], ['12'], ['0.5万元'], ['—']];
    const { places } = await print([
      table({ columns: [1], align: ['decimal'], head: [['金额']], rows, foot: [['1254.25']] }),
    ]);
    const half = 6; // a digit of 12 pt 仿宋
    const points = ['1234.5', '7.25', '12', '0.5万元', '1254.25'].map(
      (text) => at(places, text).x + half * (/^\d+/.exec(text) as RegExpExecArray)[0].length,
    );
    for (const point of points) expect(point).toBeCloseTo(points[0] as number, 1);
    expect(right(at(places, '0.5万元'))).toBeCloseTo(right(at(places, '—')), 0);
  });

  test('keeps numbers at the right edge, each on one line, where a column is too narrow for their points to meet', async () => {
    const rows = ['1234567', '0.12345', '1.5'].map((amount) => ['甲', amount]);
    const { places } = await print([table({ columns: [5, 1], align: ['left', 'decimal'], rows })]);
    const [first, second, third] = rows.map(([, amount]) => at(places, amount as string)) as [
      Place,
      Place,
      Place,
    ];
    expect(right(second)).toBeCloseTo(right(first), 0);
    expect(right(third)).toBeCloseTo(right(first), 0);
    expect(first.y - second.y).toBeCloseTo(second.y - third.y, 1);
  });

  test('keeps last row, sum and note on one page, however many rows come before', async () => {
    let parted = 0;
    for (let count = 15; count <= 30; count++) {
      const blocks = [
        table({ rows: numbered(count), foot: [['', '合计']] }),
        note('注：据实填写。'),
        paragraph('其后'),
      ];
      const { places, pages } = await print(blocks);
      const page = at(places, '合计').page;
      expect(at(places, `事${count}`).page).toBe(page);
      expect(at(places, '注：据实填写。').page).toBe(page);
      if (page > 0) parted++;
      expect(pages).toBeLessThan(3);
    }
    expect(parted).toBeGreaterThan(3);
    expect(parted).toBeLessThan(15);
  });

  test('keeps a row on one page', async () => {
    for (let above = 0; above < 8; above++) {
      const rows = [...numbered(20 + above), ['末', '其一\n其二\n其三\n其四']];
      const { places } = await print([table({ rows })]);
      expect(at(places, '其四').page).toBe(at(places, '其一').page);
    }
  });

  test.each([
    ['of many characters', '内容很长的一格，'.repeat(250)],
    ['of many lines', Array.from({ length: 70 }, (_, n) => `第${n + 1}行`).join('\n')],
  ])('parts a row %s between lines when it is taller than a page', async (_, text) => {
    for (const wide of [false, true]) {
      const { pages, places } = await print([
        table({
          rows: [
            ['1', text],
            ['2', '末行'],
          ],
          foot: [['', '合计']],
          wide,
        }),
      ]);
      expect(pages).toBeGreaterThan(1);
      expect(at(places, '末行').page).toBe(pages - 1);
    }
    const facts: Block = { kind: 'facts', rows: [{ label: '说明', text }] };
    expect((await print([facts])).pages).toBeGreaterThan(1);
  });

  test('repeats its head on each page, unless that would take half of the page', async () => {
    const short = (await print([table({ rows: numbered(60) })])).places.filter(({ text }) => text === '序号');
    expect(short.map(({ page }) => page)).toEqual([0, 1, 2]);
    const head = [['序号', Array.from({ length: 20 }, (_, n) => `头${n}`).join('\n')]];
    const tall = (await print([table({ head, rows: numbered(60) })])).places.filter(
      ({ text }) => text === '序号',
    );
    expect(tall.map(({ page }) => page)).toEqual([0]);
  });

  test('has header cells and sums that a screen reader knows as such', async () => {
    const { pdf } = await print([table({ foot: [['', '合计']] })]);
    const file = Buffer.from(pdf).toString('latin1');
    expect(file.match(/\/S \/TH\b(?!ead)/g)).toHaveLength(2);
    expect(file).toContain('/S /THead');
  });
});

describe('a wide table', () => {
  const wide = table({
    caption: '表2',
    unit: '单位：万元',
    rows: numbered(24),
    foot: [['', '合计']],
    wide: true,
  });
  const blocks = [paragraph('其前'), wide, note('注：其一。'), paragraph('其后')];

  /** Where it stands on the sheet: laid out across, 842 x 595 pt, and turned a quarter anticlockwise by /Rotate 270. */
  const turned = ({ x, y }: Place) => ({ x: 595.28 - y, y: x });

  test('has pages of its own, A4 upright like all others, and upright text goes on after it', async () => {
    const { pdf, pages, places } = await print(blocks);
    const sheets = (await PDFDocument.load(pdf)).getPages().map((page) => page.getRotation().angle);
    expect(sheets).toEqual([0, 270, 270, 0]);
    expect(at(places, '其后').page).toBe(pages - 1);
    expect(at(places, '表2').page).toBe(1);
    expect(at(places, '注：其一。').page).toBe(2);
  });

  test('has its page numbers where upright pages have them', async () => {
    const { places } = await print([...blocks, ...Array.from({ length: 30 }, () => paragraph('其后'))]);
    const number = (n: number) =>
      at(
        places.map((place) => ({ ...place, text: place.text.replace(/\s/g, '') })),
        `—${n}—`,
      );
    const [even, odd] = [turned(number(2)), turned(number(3))];
    expect(even.x).toBeCloseTo(number(4).x, 0);
    expect(even.y).toBeCloseTo(number(4).y, 0);
    expect(odd.x).toBeCloseTo(number(5).x, 0);
    expect(odd.y).toBeCloseTo(number(5).y, 0);
  });

  test('has its head left on both sides of a sheet: at the binding edge of odd, at the fore edge of even pages', async () => {
    const { places } = await print(blocks);
    for (const page of [1, 2]) {
      const on = places
        .filter((place) => place.page === page && !place.text.includes('—'))
        .map((p) => ({ ...p, ...turned(p) }));
      const head = on.find(({ text }) => text === '序号') as Place;
      const rows = on.filter(({ text }) => /^事\d/.test(text));
      expect(rows.length).toBeGreaterThan(5);
      for (const row of rows) expect(row.x).toBeGreaterThan(head.x);
      // Within 版心: 28 mm from the left, 37 mm from the top, 156 mm x 225 mm.
      for (const { x, y } of on) {
        expect(x).toBeGreaterThan((28 / 25.4) * 72);
        expect(x).toBeLessThan((184 / 25.4) * 72);
        expect(y).toBeGreaterThan((35 / 25.4) * 72 - 1);
        expect(y).toBeLessThan((260 / 25.4) * 72);
      }
    }
  });

  test('shares its page with the head of the annex that it is', async () => {
    const { pages, places } = await print([
      paragraph('正文'),
      { kind: 'annex', number: '1', title: '清单' },
      wide,
    ]);
    expect(at(places, '清单').page).toBe(at(places, '表2').page);
    expect(pages).toBe(3);
  });

  test('says of a draft that it is one', async () => {
    const { places } = await print(blocks, true);
    const marks = places.filter(({ text }) => text.includes('未经签发'));
    expect(marks.map(({ page }) => page)).toEqual([0, 1, 2, 3]);
    expect(turned(marks[1] as Place).y).toBeCloseTo((marks[0] as Place).y, 0);
  });
});

test('a title stands in the lines that were chosen for it', async () => {
  const { pdf } = await print([
    { kind: 'title', lines: ['西宁市大通回族土族自治县老爷山·河湟文旅小镇', '限期整改\u200b通知书'] },
    {
      kind: 'annex',
      number: '',
      title: '海西蒙古族藏族自治州发展和改革委员会关于大柴旦翡翠湖小镇的\u200b清单',
    },
  ]);
  const texts = (await linesOf(pdf)).map(({ text }) => text);
  expect(texts.slice(0, 3)).toEqual(['西宁市大通回族土族自治县', '老爷山·河湟文旅小镇', '限期整改通知书']);
  expect(texts).toContain('关于大柴旦翡翠湖小镇的清单');
});

describe('in a cell', () => {
  const cells = async (weights: number[], texts: string[]) => {
    const { pdf } = await print([
      table({
        columns: weights,
        align: weights.map(() => 'left' as const),
        head: [weights.map(() => '头')],
        rows: [texts],
      }),
    ]);
    return (await linesOf(pdf)).map(({ text }) => text);
  };

  test('the number of a document and a date stay whole where they fit, after anything', async () => {
    for (let before = 0; before < 12; before++) {
      for (const whole of ['青财建〔2025〕412号', '宁发改改通〔2026〕3号', '2026年11月30日', '（总经理）']) {
        const lines = await cells([1, 2], [whole, `${'甲'.repeat(before)}了${whole}办理`]);
        expect(lines.join('⏎').split(whole).length).toBe(3);
      }
    }
  });

  test('a long number keeps its unit', async () => {
    for (let before = 0; before < 6; before++) {
      const lines = await cells([1, 4], [`${'甲'.repeat(before)}168,500万元、乙`, '甲']);
      expect(lines.join('⏎')).toContain('168,500万元');
    }
  });

  test('what is too wide for it parts between its pieces', async () => {
    const text = (await cells([1, 5], ['青财建〔2025〕412号2026年11月30日', '甲'])).join('⏎');
    expect(text).toContain('412号');
    expect(text).toContain('11月30日');
  });
});
