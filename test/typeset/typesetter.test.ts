/** Blocks on paper: what a typed text may do, what a page must have, where the signature boxes are. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { checkReadBack } from '../../functions/typeset/check-read-back.ts';
import { compileTemplate } from '../../functions/typeset/compile-template.ts';
import { parseVocabulary } from '../../functions/typeset/parse-vocabulary.ts';
import { readText } from '../../functions/typeset/read-text.ts';
import { createTypesetter, TypesetFault, type TypesetRequest } from '../../functions/typeset/typesetter.ts';
import type { Block, SignatureBlock } from '../../functions/typeset/vocabulary.ts';
import { placesOf } from './places-of.ts';
import { official } from './sample/official.ts';
import { pledge } from './sample/pledge.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const typesetter = createTypesetter({
  fontDirectories: [path('../../templates/fonts')],
  layoutDirectory: path('../../templates/layout'),
});
const layouts = { pledge, official, letter: official } as const;

function sample(layout: keyof typeof layouts): TypesetRequest {
  const html = compileTemplate(readFileSync(path(`./sample/${layout}.hbs`), 'utf8'), layout)(layouts[layout]);
  return {
    layout,
    title: layouts[layout].title,
    blocks: parseVocabulary(html, layout),
    date: '2026-01-08',
    draft: false,
  };
}

const plain = (blocks: Block[]): TypesetRequest => ({
  layout: 'pledge',
  title: '样张',
  blocks,
  date: '2026-01-08',
  draft: false,
});
const paragraph = (text: string): Block => ({ kind: 'paragraph', role: 'body', text });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.each(['pledge', 'official', 'letter'] as const)('the %s layout', (layout) => {
  test('says exactly what the blocks say, draft or not', async () => {
    const request = sample(layout);
    for (const draft of [false, true]) {
      const { pdf } = await typesetter.typeset({ ...request, draft });
      expect(await checkReadBack(request.blocks, pdf)).toEqual([]);
    }
  });

  test('claims PDF/A-2a and names title and language', async () => {
    const { pdf } = await typesetter.typeset(sample(layout));
    const file = Buffer.from(pdf).toString('latin1');
    expect(file).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(file).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(file).toContain('/Lang (zh-CN)');
  });

  test('marks every page of a draft and no page of a document', async () => {
    const request = sample(layout);
    const draft = await readText((await typesetter.typeset({ ...request, draft: true })).pdf);
    expect(draft.filter((page) => page.includes('草稿'))).toHaveLength(draft.length);
    expect((await readText((await typesetter.typeset(request)).pdf)).join('')).not.toContain('草稿');
  });
});

describe('a typed text', () => {
  const typed = `#[]$*_\\\`@<>&{{}} // /* -- ... ~ "' = + - 1. https://a.cn #panic() #sys.inputs`;
  const party = (field: SignatureBlock['field']): SignatureBlock => ({
    field,
    label: typed,
    organization: typed,
    code: typed,
    representative: typed,
    date: typed,
  });
  const everywhere: Block[] = [
    { kind: 'paragraph', role: 'number', text: typed },
    { kind: 'title', lines: [typed, typed] },
    { kind: 'heading', level: 1, text: typed },
    { kind: 'heading', level: 2, text: typed },
    { kind: 'heading', level: 3, text: typed },
    { kind: 'paragraph', role: 'flush', text: typed },
    { kind: 'paragraph', role: 'body', text: `${typed}\n${typed}` },
    { kind: 'paragraph', role: 'center', text: typed },
    { kind: 'clauses', items: [{ number: '1.', text: typed }] },
    { kind: 'facts', rows: [{ label: typed, text: typed }] },
    {
      kind: 'table',
      caption: typed,
      unit: '',
      foot: [],
      wide: false,
      columns: [1, 2],
      align: ['left', 'right'],
      head: [[typed, typed]],
      rows: [[typed, typed]],
    },
    { kind: 'attachments', names: [typed, typed] },
    { kind: 'closing', organ: typed, date: typed },
    { kind: 'paragraph', role: 'note', text: typed },
    { kind: 'signatures', parties: [party('drc'), party('county'), party('enterprise')] },
    { kind: 'annex', number: typed, title: typed },
  ];

  test('is printed literally in every place of a block', async () => {
    const { pdf } = await typesetter.typeset({ ...plain(everywhere), title: typed });
    expect(await checkReadBack(everywhere, pdf)).toEqual([]);
  });

  test('is printed literally in head and imprint', async () => {
    const blocks: Block[] = [
      { kind: 'letterhead', organ: typed, number: typed, signer: typed },
      paragraph('正文'),
      { kind: 'imprint', copies: typed, printer: typed, date: typed },
    ];
    const { pdf } = await typesetter.typeset({ ...plain(blocks), layout: 'official' });
    expect(await checkReadBack(blocks, pdf)).toEqual([]);
  });

  test('may have characters that the text font lacks', async () => {
    const rare = '堌㙱𬙊㳇亹²³㎡';
    const blocks: Block[] = [
      { kind: 'title', lines: [rare] },
      { kind: 'heading', level: 1, text: rare },
      { kind: 'heading', level: 2, text: rare },
      paragraph(rare),
      { kind: 'facts', rows: [{ label: rare, text: rare }] },
    ];
    expect(await checkReadBack(blocks, (await typesetter.typeset(plain(blocks))).pdf)).toEqual([]);
  });

  test.each(['₂', '😀', '\ue000'])(
    'with %j, which no font has, is a fault that names it',
    async (character) => {
      const request = plain([paragraph('正文'), paragraph(`${'甲'.repeat(20)}${character}乙`)]);
      const failing = typesetter.typeset(request);
      await expect(failing).rejects.toThrow(TypesetFault);
      await expect(failing).rejects.toThrow('could not be displayed');
      await expect(failing).rejects.toThrow(`(block 2, paragraph: …${'甲'.repeat(12)}${character}乙)`);
    },
  );

  test('without a blank in it stays within the page', async () => {
    const long = 'A1'.repeat(150);
    const blocks: Block[] = [
      { kind: 'title', lines: [long] },
      paragraph(long),
      { kind: 'facts', rows: [{ label: '名称', text: long }] },
      {
        kind: 'table',
        caption: '',
        unit: '',
        foot: [],
        wide: false,
        columns: [1, 3],
        align: ['left', 'left'],
        head: [['甲', '乙']],
        rows: [[long, long]],
      },
    ];
    const { pdf } = await typesetter.typeset(plain(blocks));
    expect(await checkReadBack(blocks, pdf)).toEqual([]);
    for (const { x, width } of await placesOf(pdf)) {
      expect(x).toBeGreaterThan(79);
      expect(x + width).toBeLessThan(523);
    }
  });

  test('keeps a number with its unit, and year and number of a document', async () => {
    // 26 characters before it: the line has room for a part of what follows, not for all.
    for (const [whole, filler] of [
      ['12345678平方公里', 20],
      ['〔2021〕5号', 22],
    ] as const) {
      const { pdf } = await typesetter.typeset(
        plain([paragraph(`${'甲'.repeat(filler)}${whole}${'乙'.repeat(30)}`)]),
      );
      const lines = ((await readText(pdf))[0] as string).split('\n');
      expect(lines.filter((line) => line.includes(whole))).toHaveLength(1);
    }
  });
});

describe('a page', () => {
  test('has 22 lines of 28 characters and its number at the outer side', async () => {
    const { pdf, pages } = await typesetter.typeset(
      plain(Array.from({ length: 44 }, () => paragraph('甲'.repeat(26)))),
    );
    expect(pages).toBe(2);
    const places = await placesOf(pdf);
    const lines = places.filter(({ text, page }) => page === 0 && text.startsWith('甲'));
    expect(lines).toHaveLength(22);
    // 版心: 28 mm from the left, two characters of indent, 156 mm wide; pitch 225 mm / 22.
    const [first, second] = lines as [(typeof lines)[0], (typeof lines)[0]];
    expect(first.x).toBeCloseTo(((28 + (2 * 156) / 28) / 25.4) * 72, 1);
    expect(first.x + first.width).toBeLessThan((184.1 / 25.4) * 72);
    expect(first.y - second.y).toBeCloseTo((225 / 22 / 25.4) * 72, 1);
    const number = (page: number) => places.find(({ text, page: on }) => on === page && text.includes('—'));
    expect(number(0)?.x).toBeGreaterThan(400);
    expect(number(1)?.x).toBeCloseTo(((28 + 156 / 28) / 25.4) * 72, 1);
  });

  test('of signatures never stands without text', async () => {
    const { blocks } = sample('pledge');
    const signatures = blocks.at(-1) as Block;
    for (let count = 12; count <= 22; count++) {
      const texts = Array.from({ length: count }, (_, n) => paragraph(`第${n + 1}段`));
      const { pdf, pages } = await typesetter.typeset(plain([...texts, signatures]));
      expect((await readText(pdf))[pages - 1]).toContain(`第${count}段`);
    }
  });

  test('of a letter that is the first has no number', async () => {
    const blocks = Array.from({ length: 40 }, () => paragraph('甲'));
    const pages = await readText((await typesetter.typeset({ ...plain(blocks), layout: 'letter' })).pdf);
    expect(pages[0]).not.toContain('— 1 —');
    expect(pages[1]).toContain('— 2 —');
  });

  test('refuses a block it has no place for', async () => {
    const head: Block = { kind: 'letterhead', organ: '某委', number: '', signer: '' };
    const failing = typesetter.typeset(plain([paragraph('正文'), head]));
    await expect(failing).rejects.toThrow('no place for letterhead');
    await expect(failing).rejects.toThrow('(block 2, letterhead: 某委)');
  });
});

describe('signature boxes', () => {
  test('are three equal ones, in PDF coordinates, where the page shows them', async () => {
    const { pdf, boxes, pages } = await typesetter.typeset(sample('pledge'));
    expect(boxes.map(({ field }) => field)).toEqual(['drc', 'county', 'enterprise']);
    expect(new Set(boxes.map(({ rect }) => `${rect.width} x ${rect.height}`)).size).toBe(1);
    const shown = (await placesOf(pdf)).filter(({ text }) => text === '电子签名显示区');
    expect(shown).toHaveLength(3);
    boxes.forEach(({ page, rect }, n) => {
      const { x, y, width, page: on } = shown[n] as (typeof shown)[0];
      expect(page).toBe(pages - 1);
      expect(on).toBe(page);
      expect(x + width / 2).toBeCloseTo(rect.x + rect.width / 2, 0);
      expect(Math.abs(y - (rect.y + rect.height / 2))).toBeLessThan(5);
    });
  });

  test('stay equal and on one page when names differ in length', async () => {
    const { blocks } = sample('pledge');
    const signatures = blocks.at(-1) as Extract<Block, { kind: 'signatures' }>;
    const parties = signatures.parties.map((party, n) => ({
      ...party,
      organization: '青海'.repeat(1 + 14 * n),
    }));
    const { boxes } = await typesetter.typeset(plain([paragraph('正文'), { kind: 'signatures', parties }]));
    const [a, b, c] = boxes.map(({ rect }) => rect.y) as [number, number, number];
    expect(a - b).toBeCloseTo(b - c, 3);
    expect(new Set(boxes.map(({ page }) => page)).size).toBe(1);
  });
});

describe('an appearance', () => {
  const appearance = {
    width: 152,
    height: 64,
    organization: '青海丝路多巴物流开发有限公司',
    person: '阿卜杜热西提·买买提江',
    title: '总经理',
    signedAt: '2026-01-08T22:03:04Z',
    certificateSerial: '3A7F00112233445566778899AABBCCDD3A7F0011',
    statement: '经注册邮箱与一次性验证码确认，本人代表本单位签署',
  };

  test.each([
    '青海丝路多巴物流开发有限公司',
    '堌㙱𬙊㳇亹#[]$*_\\`@<>&{{}}',
    '青海'.repeat(30),
    'A'.repeat(60),
  ])('of %s fits into its box with all it says', async (organization) => {
    const pdf = await typesetter.appearance({ ...appearance, organization });
    const pages = await readText(pdf);
    expect(pages).toHaveLength(1);
    expect((pages[0] as string).replace(/\s/g, '')).toBe(
      `${organization}${appearance.person}总经理时间：2026-01-0906:03:04（北京时间）` +
        `证书序列号：${appearance.certificateSerial}${appearance.statement}`,
    );
    for (const { x, y, width, height } of await placesOf(pdf)) {
      expect(x).toBeGreaterThan(2);
      expect(x + width).toBeLessThan(150);
      expect(y).toBeGreaterThan(1);
      expect(y + height).toBeLessThan(64);
      expect(height).toBeGreaterThan(4); // still readable
    }
  });
});

describe('a typesetter', () => {
  test('makes the same bytes from the same input, in this process and in another', async () => {
    const [first, second] = [
      await typesetter.typeset(sample('pledge')),
      await typesetter.typeset(sample('pledge')),
    ];
    expect(sha256(second.pdf)).toBe(sha256(first.pdf));
    const script = path('./sample/print-digest.ts');
    const other = execFileSync(process.execPath, ['--import', 'tsx', script], {
      input: JSON.stringify(sample('pledge')),
      encoding: 'utf8',
    });
    expect(other.trim()).toBe(sha256(first.pdf));
  });

  test('goes on after a fault', async () => {
    await expect(typesetter.typeset(plain([paragraph('😀')]))).rejects.toThrow(TypesetFault);
    expect((await typesetter.typeset(plain([paragraph('甲')]))).pages).toBe(1);
  });

  test('says which typefaces have a substitute', () => {
    expect(typesetter.fontReport()).toContainEqual({
      role: 'fangsong',
      family: 'FandolFang R',
      substitute: true,
    });
    expect(typesetter.fontReport().map(({ role }) => role)).toEqual([
      'xiaobiaosong',
      'fangsong',
      'kai',
      'hei',
      'song',
    ]);
  });
});
