/** Blocks on the screen: the words of the paper in the same order, as elements that say what they are. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { compileTemplate } from '../../functions/typeset/compile-template.ts';
import { parseVocabulary } from '../../functions/typeset/parse-vocabulary.ts';
import { textOfBlock } from '../../functions/typeset/text-of-block.ts';
import { toHtml } from '../../functions/typeset/to-html.ts';
import type { Block } from '../../functions/typeset/vocabulary.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { SEED } from '../seed.ts';
import { sampleValue } from '../templates/filled.ts';

interface Read {
  text: string;
  tags: string[];
  attributes: Set<string>;
}

/** As a browser reads it. */
function read(html: string): Read {
  const found: Read = { text: '', tags: [], attributes: new Set() };
  const parser = new Parser(
    {
      ontext: (text) => {
        found.text += text;
      },
      onopentag: (name, attributes) => {
        found.tags.push(name);
        for (const attribute of Object.keys(attributes)) found.attributes.add(attribute);
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return found;
}

const sourceOf = (id: string) =>
  readFileSync(fileURLToPath(new URL(`../../templates/${id}/template.hbs`, import.meta.url)), 'utf8');

const without = (text: string, blanks = /\s/g) => text.replace(blanks, '');
const said = (blocks: readonly Block[]) => without(blocks.flatMap(textOfBlock).join(''));
const paragraph = (text: string): Block => ({ kind: 'paragraph', role: 'body', text });

function everywhere(text: string): Block[] {
  const party = {
    field: 'drc',
    label: text,
    organization: text,
    code: text,
    representative: text,
    date: text,
  } as const;
  return [
    { kind: 'letterhead', organ: text, number: text, signer: text },
    { kind: 'title', lines: [text, text] },
    { kind: 'heading', level: 1, text },
    { kind: 'heading', level: 2, text },
    { kind: 'heading', level: 3, text },
    { kind: 'paragraph', role: 'flush', text },
    paragraph(text),
    { kind: 'clauses', items: [{ number: '1.', text }] },
    { kind: 'clauses', items: [{ number: '', text }] },
    { kind: 'facts', rows: [{ label: text, text }] },
    {
      kind: 'table',
      caption: text,
      unit: text,
      columns: [1, 2],
      align: ['left', 'decimal'],
      head: [[text, text]],
      rows: [[text, text]],
      foot: [[text, text]],
      wide: true,
    },
    { kind: 'attachments', names: [text, text] },
    { kind: 'closing', organ: text, date: text },
    { kind: 'signatures', parties: [party] },
    { kind: 'annex', number: text, title: text },
    { kind: 'heading', level: 1, text },
    { kind: 'imprint', copies: text, printer: text, date: text },
  ];
}

describe.each(DOCUMENT_TYPES.map((type) => [type.id, type] as const))('%s', (id, type) => {
  const view = type.view(sampleValue(type), { number: '甲〔2026〕1号', issuedOn: '2026-11-24' });
  const blocks = parseVocabulary(compileTemplate(sourceOf(id), id)(view), id);
  const html = toHtml(blocks);

  test('says on the screen what it says on paper, in that order', () => {
    expect(said(blocks).length).toBeGreaterThan(100);
    expect(without(read(html).text)).toBe(said(blocks));
  });

  test('has one main heading, and no level left out below it', () => {
    const levels = read(html)
      .tags.filter((tag) => /^h\d$/.test(tag))
      .map((tag) => Number(tag[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
  });
});

test('any text comes out as the same text, and adds no element and no attribute', () => {
  const known = read(toHtml(everywhere('文')));
  const pieces = ['<b>', '</p>', '</h1>', '<script>', '<!--', '-->', '<![CDATA[', ']]>', '<?x', '<', '>'];
  const marks = ['&lt;', '&amp', '&#60;', '&', '"', "'", '" onload="x', ' ', '\n', '文', 'a'];
  const hostile = fc
    .array(fc.constantFrom(...pieces, ...marks), { minLength: 1, maxLength: 12 })
    .map((all) => all.join(''));
  const anyText = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(fc.oneof(hostile, anyText), (text) => {
      const blocks = everywhere(text);
      const found = read(toHtml(blocks));
      // A soft break is no part of the text; a browser makes U+FFFD of U+0000.
      const plain = (words: string) => words.replace(/[\s\u200b]/g, '');
      expect(plain(found.text)).toBe(plain(said(blocks)));
      expect([...found.attributes].sort()).toEqual([...known.attributes].sort());
      expect(found.tags.filter((tag) => tag !== 'br' && tag !== 'wbr')).toEqual(
        known.tags.filter((tag) => tag !== 'br'),
      );
    }),
    { seed: SEED },
  );
});

test('has no style of its own, which a page’s policy would refuse', () => {
  const { attributes, tags } = read(toHtml(everywhere('文')));
  expect([...attributes].sort()).toEqual(['aria-label', 'class', 'lang', 'role', 'scope', 'tabindex']);
  expect(tags).not.toContain('style');
});

test('a printed number stands in the text, once', () => {
  const html = toHtml([{ kind: 'clauses', items: [{ number: '（一）', text: '甲' }] }]);
  expect(html).toContain(
    '<ol role="list" class="clauses"><li><span class="marker">（一）</span>甲</li></ol>',
  );
});

test('a table names its columns, and lies in a region that can be reached by key and is named', () => {
  const [table] = everywhere('文').filter(({ kind }) => kind === 'table');
  const html = toHtml([{ ...table, caption: '投资计划' } as Block]);
  expect(html).toContain('<div class="scroll" role="region" aria-label="表格：投资计划" tabindex="0">');
  expect(html.match(/<th scope="col">/g)).toHaveLength(2);
  expect(html).toContain('<td class="decimal">文</td>');
  expect(html.match(/<tfoot>/g)).toHaveLength(1);
  const heading: Block = { kind: 'heading', level: 2, text: '（一）规模' };
  expect(toHtml([heading, { ...table, caption: '' } as Block])).toContain('aria-label="表格1：（一）规模"');
});

describe('in a table', () => {
  const table = (rows: string[][], foot: string[][] = []): string =>
    toHtml([
      {
        kind: 'table',
        caption: '',
        unit: '',
        columns: rows[0]!.map(() => 1),
        align: rows[0]!.map((_, column) => (column === 0 ? 'center' : 'left')),
        head: [rows[0]!.map(() => '头')],
        rows,
        foot,
        wide: false,
      },
    ]);

  test('the first column names the rows', () =>
    expect(table([['符合', '是', '否']])).toContain(
      '<tr><th scope="row" class="center">符合</th><td>是</td><td>否</td></tr>',
    ));

  test('the second does where the first only counts them', () =>
    expect(
      table([
        ['1', '街区', '12'],
        ['2', '中心', '7'],
      ]),
    ).toContain('<tr><td class="center">1</td><th scope="row">街区</th><td>12</td></tr>'));

  test('the number does where there is nothing but the number and a text', () =>
    expect(table([['1', '街区']])).toContain('<tr><th scope="row" class="center">1</th><td>街区</td></tr>'));

  test('an empty cell names no row, and a sum is named by its word', () => {
    const html = table([['1', '', '12']], [['', '合计', '12']]);
    expect(html).toContain('<tr><td class="center">1</td><td></td><td>12</td></tr>');
    expect(html).toContain('<tr><td class="center"></td><th scope="row">合计</th><td>12</td></tr>');
  });

  test('only many columns keep a width of their own, for which the region is scrolled', () => {
    expect(table([['甲', '乙', '丙']])).toContain('tabindex="0"><table><thead>');
    expect(table([['甲', '乙', '丙', '丁']])).toContain('tabindex="0"><table class="many"><thead>');
  });
});

test.each(
  DOCUMENT_TYPES.filter(({ id }) => sourceOf(id).includes('<table')).map((type) => [type.id, type] as const),
)('every row of every table of %s is named', (id, type) => {
  const view = type.view(sampleValue(type), { number: '甲〔2026〕1号', issuedOn: '2026-11-24' });
  const html = toHtml(parseVocabulary(compileTemplate(sourceOf(id), id)(view), id));
  const bodies = [...html.matchAll(/<t(?:body|foot)>(.*?)<\/t(?:body|foot)>/g)].map(([, rows]) => rows!);
  const rows = bodies.flatMap((body) => body.split('</tr>').slice(0, -1));
  expect(rows.filter((row) => row.match(/<th scope="row"/g)?.length !== 1)).toEqual([]);
  expect(html.match(/<table/g)?.length).toBe(html.match(/<div class="scroll" role="region"/g)?.length);
});

test('what belongs to an annex is a level lower than in the body', () => {
  const heading: Block = { kind: 'heading', level: 1, text: '一、总则' };
  const html = toHtml([heading, { kind: 'annex', number: '1', title: '方案' }, heading]);
  expect(html).toContain(
    '<h2>一、总则</h2>\n<p class="annex">附件1</p><h2 class="title">方案</h2>\n<h3>一、总则</h3>',
  );
});

test('where a title may break, the screen may too', () => {
  expect(toHtml([{ kind: 'title', lines: ['大通\u200b小镇', '承诺书'] }])).toContain(
    '<h1 class="title">大通<wbr>小镇<br>承诺书</h1>',
  );
});
