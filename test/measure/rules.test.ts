// Each rule is seen to fail, alone, on a page whose layout or text breaks just that one.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { FORMATS } from '../../functions/measure/formats.ts';
import { check, failed } from '../../functions/measure/report.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';
import { type Format, request, SIGNATURES, SOURCES, TABLE } from './documents.ts';

const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));

/** `file` is one of templates/layout, or `text` for the document itself. */
type Change = readonly [file: string, from: string, to: string];
type Break = readonly [rule: string, format: Format, ...changes: Change[]];

const BREAKS: readonly Break[] = [
  [
    '纸张',
    'pledge',
    [
      'page.typ',
      'paper: "a4",\n    margin: margin,',
      'width: 216mm, height: 297mm,\n    margin: margin + (right: 32mm),',
    ],
  ],
  ['天头', 'pledge', ['page.typ', '#let margin = (top: 37mm', '#let margin = (top: 40mm']],
  [
    '订口',
    'pledge',
    ['page.typ', '  set block(spacing: gap)\n  body', '  set block(spacing: gap)\n  pad(left: 1.5mm, body)'],
    ['text', TABLE, ''],
    ['text', SIGNATURES, ''],
  ],
  [
    '版心宽度',
    'pledge',
    ['page.typ', '  set block(spacing: gap)\n  body', '  set block(spacing: gap)\n  pad(right: 1.5mm, body)'],
    ['text', '<p class="number">编号：63012220260108000001</p>', ''],
  ],
  [
    '版心以外',
    'pledge',
    ['signatures.typ', '#let left = type-area.width - right', '#let left = type-area.width - right + 2mm'],
  ],
  [
    '行距',
    'pledge',
    ['page.typ', '#let pitch = type-area.height / 22', '#let pitch = type-area.height / 23'],
  ],
  [
    '每面行数',
    'pledge',
    ['page.typ', 'right: 26mm, bottom: 35mm)', 'right: 26mm, bottom: 95mm)'],
    ['page.typ', '#let footer-descent = 7mm', '#let footer-descent = 67mm'],
  ],
  [
    '页末空白',
    'pledge',
    ['text', '多巴国际物流小镇<br>三级联签承诺书', '多巴国际物流小镇三级联签承诺书'],
    [
      'pledge.typ',
      '#flow(data.blocks, draft: data.draft)',
      '#flow(data.blocks.slice(0, 3))\n#pagebreak()\n#flow(data.blocks.slice(3))',
    ],
  ],
  ['每行字数', 'pledge', ['page.typ', 'tracking: advance - size-3', 'tracking: 1pt']],
  [
    '颜色',
    'pledge',
    [
      'page.typ',
      'text(font: fonts.hei, weight: 500, body)',
      'text(font: fonts.hei, weight: 500, fill: blue, body)',
    ],
  ],
  ['正文字体', 'pledge', ['page.typ', '    font: fonts.fangsong,', '    font: fonts.kai,']],
  ['一级标题字体', 'pledge', ['blocks.typ', 'if b.level == 1 { hei }', 'if b.level == 1 { kai }']],
  ['二级标题字体', 'pledge', ['blocks.typ', 'if b.level == 2 { kai }', 'if b.level == 2 { hei }']],
  [
    '正文字号',
    'pledge',
    ['text', '<h2>一', '<p class="center">示例</p><h2>一'],
    [
      'blocks.typ',
      'if b.role == "center" { align(center, ',
      'if b.role == "center" { set text(size: 12pt); align(center, ',
    ],
  ],
  [
    '正文字号',
    'pledge',
    [
      'blocks.typ',
      'if b.role == "number" { align(right, ',
      'if b.role == "number" { set text(size: 16.2pt); align(right, ',
    ],
  ],
  [
    '不加粗',
    'pledge',
    [
      'page.typ',
      'text(font: fonts.hei, weight: 500, body)',
      'text(font: fonts.hei, weight: 500, stroke: 0.3pt, body)',
    ],
  ],
  [
    '段首缩进',
    'pledge',
    ['page.typ', 'first-line-indent: (amount: 2 * advance', 'first-line-indent: (amount: 1 * advance'],
  ],
  [
    '首页显示正文',
    'pledge',
    [
      'pledge.typ',
      '#flow(data.blocks, draft: data.draft)',
      '#flow(data.blocks.slice(0, 2))\n#pagebreak()\n#flow(data.blocks.slice(2))',
    ],
  ],
  ['标题字体字号', 'pledge', ['page.typ', '#let size-2 = 22pt', '#let size-2 = 24pt']],
  [
    '标题居中',
    'pledge',
    [
      'blocks.typ',
      'align(center, block(width: 100%, biaosong(string)))',
      'align(left, block(width: 100%, biaosong(string)))',
    ],
  ],
  [
    '标题排列',
    'pledge',
    ['text', '多巴国际物流小镇<br>三级联签承诺书', '三级联签承诺书<br>多巴物流小镇<br>三级联签承诺书'],
  ],
  [
    '标题回行',
    'pledge',
    ['text', '多巴国际物流小镇<br>三级联签承诺书', '《多巴国际物流小镇<br>方案》承诺书'],
  ],
  ['附件', 'official', ['blocks.typ', 'hei("附件" + b.number)', 'kai("附件" + b.number)']],
  ['行首标点', 'pledge', ['text', '<p>各单位', '<p>各单位<br>，']],
  ['行末标点', 'pledge', ['text', '<p>各单位', '<p>各单位（<br>各县）']],
  [
    '全角标点',
    'pledge',
    [
      'page.typ',
      '  set block(spacing: gap)\n  body',
      '  set block(spacing: gap)\n  show regex("[“”]"): set text(font: "Libertinus Serif")\n  body',
    ],
  ],
  ['不拆开', 'pledge', ['text', '<p>各单位', '<p>自2026<br>年起，各单位']],
  [
    '不拆开',
    'pledge',
    ['text', '<table data-columns="1 3">', '<table data-columns="1 4">'],
    ['text', '<td>总投资</td>', '<td>面积共计3.42平方公里</td>'],
    ['tables.typ', '  any-of(quantity),\n', ''],
  ],
  [
    '不拆开',
    'pledge',
    ['text', '<table data-columns="1 3">', '<table data-columns="4 1">'],
    ['text', '<td>2026年12月31日</td>', '<td>于次年12月31日</td>'],
    ['tables.typ', 'any-of(day, article', 'any-of(article'],
    ['tables.typ', '  any-of(quantity),\n', ''],
  ],
  ['签署栏所在面', 'pledge', ['blocks.typ', '{ signatures(b) }', '{ pagebreak()\n    signatures(b) }']],
  [
    '签署栏',
    'pledge',
    ['signatures.typ', 'figure(alt: name, pdf.artifact(', 'figure(alt: name, pdf.artifact(move(dx: 6.2pt, '],
    ['signatures.typ', '"电子签名显示区"))))))', '"电子签名显示区")))))))'],
  ],
  ['页码', 'official', ['page.typ', '#let footer-descent = 7mm', '#let footer-descent = 9mm']],
  ['页码', 'letter', ['letter.typ', 'page-number(from: 2)', 'page-number(from: 1)']],
  [
    '无红头',
    'pledge',
    ['pledge.typ', '#import "page.typ": paper', '#import "page.typ": *'],
    [
      'pledge.typ',
      '#show: paper.with(data)',
      '#show: paper.with(data, background: place(top, dy: 20mm, line(length: 100%, stroke: red)))',
    ],
  ],
  [
    '编号位置',
    'pledge',
    ['blocks.typ', 'if b.role == "number" { align(right,', 'if b.role == "number" { align(left,'],
  ],
  ['发文机关标志', 'official', ['page.typ', '#let official = (mark: 35mm', '#let official = (mark: 40mm']],
  ['发文机关标志', 'letter', ['page.typ', '#let letter = (mark: 30mm', '#let letter = (mark: 33mm']],
  ['发文字号', 'official', ['text', '〔2026〕7号', '〔2026〕07号']],
  ['发文字号', 'letter', ['text', '〔2026〕7号', '[2026]7号']],
  [
    '发文字号位置',
    'official',
    ['official.typ', 'above: 0pt, below: blank(2), mark(', 'above: 0pt, below: blank(1), mark('],
  ],
  ['发文字号位置', 'letter', ['page.typ', 'number-below: 7 / 8', 'number-below: 3 / 8']],
  ['红色分隔线', 'official', ['page.typ', '(mark: 35mm, line-below: 4mm', '(mark: 35mm, line-below: 7mm']],
  [
    '首条双线',
    'letter',
    ['letter.typ', 'double(letter.thick, letter.thin)', 'double(letter.thin, letter.thick)'],
  ],
  ['末条双线', 'letter', ['page.typ', 'foot: 20mm', 'foot: 25mm']],
  ['标题位置', 'official', ['official.typ', '{ 2 } else { 1 }', '{ 3 } else { 1 }']],
  [
    '标题位置',
    'letter',
    ['letter.typ', 'above: 0pt, below: blank(2), align(right', 'above: 0pt, below: blank(3), align(right'],
  ],
  [
    '主送机关',
    'official',
    [
      'blocks.typ',
      'below: blank(1),\n  sticky: true,\n  titled',
      'below: blank(2),\n  sticky: true,\n  titled',
    ],
  ],
  ['附件说明', 'official', ['blocks.typ', 'pad(left: 2 * advance, {', 'pad(left: 3 * advance, {']],
  [
    '发文机关署名',
    'official',
    ['blocks.typ', '{ area.width - 2 * advance - organ }', '{ area.width - 3 * advance - organ }'],
  ],
  [
    '成文日期',
    'official',
    ['blocks.typ', 'pad(left: left + 2 * advance, ', 'pad(left: left + 3 * advance, '],
  ],
  ['成文日期', 'letter', ['text', 'date="2026年1月8日"', 'date="2026年01月8日"']],
  [
    '附注',
    'official',
    [
      'blocks.typ',
      'if b.role == "body" or b.role == "note" { par(body) }',
      'if b.role == "note" { block(above: blank(1), par(body)) } else if b.role == "body" { par(body) }',
    ],
  ],
  [
    '署名和日期',
    'letter',
    ['text', '<closing organ="西宁市发展和改革委员会" date="2026年1月8日"></closing>', ''],
  ],
  ['版记分隔线', 'official', ['page.typ', 'thick: 0.35mm', 'thick: 0.5mm']],
  [
    '抄送',
    'official',
    ['page.typ', '#let copies(to) = pad(x: size-4', '#let copies(to) = pad(x: 2 * size-4'],
  ],
  [
    '印发机关和印发日期',
    'official',
    [
      'official.typ',
      'grid(columns: (1fr, auto), b.printer,',
      'grid(columns: (1fr, auto), h(1em) + b.printer,',
    ],
  ],
  [
    '信函版记',
    'letter',
    ['page.typ', 'place(bottom, float: true, clearance: gap / 2, block(', 'align(left, block('],
  ],
];

const workspace = mkdtempSync(join(tmpdir(), 'lianqian-layouts-'));
afterAll(() => rmSync(workspace, { recursive: true, force: true }));
cpSync(join(TEMPLATES, 'layout'), join(workspace, 'sound'), { recursive: true });
// One compiler for all layouts: it holds the fonts.
const typesetter = createTypesetter({
  fontDirectories: [join(TEMPLATES, 'fonts')],
  layoutDirectory: workspace,
});

async function measured(layout: string, format: Format, source = SOURCES[format]) {
  const { pdf } = await typesetter.typeset(request(layout, format, source));
  return check(pdf, format);
}

function replaced(text: string, [file, from, to]: Change): string {
  if (!text.includes(from)) throw new Error(`${file} no longer says ${JSON.stringify(from)}`);
  return text.replace(from, to);
}

test.each(['official', 'letter', 'pledge'] as const)(
  'the sound layout keeps every rule of %s',
  async (format) => {
    const results = await measured('sound', format);
    expect(results.filter(failed)).toEqual([]);
    // What a document of this format cannot have.
    const unseen = results
      .filter(({ measurements }) => measurements.length === 0)
      .map(({ rule }) => rule.element);
    expect(unseen).toEqual(UNSEEN[format]);
  },
);

const UNSEEN: Readonly<Record<Format, string[]>> = {
  official: ['签署栏所在面', '签署栏', '署名和日期'],
  letter: ['附件', '署名和日期'],
  pledge: ['附件', '主送机关', '发文机关署名', '成文日期', '附件说明', '附注'],
};

let broken = 0;
test.each(BREAKS)('%s fails alone in a broken %s', async (rule, format, ...changes) => {
  const name = `broken-${++broken}`;
  cpSync(join(TEMPLATES, 'layout'), join(workspace, name), { recursive: true });
  let source: string = SOURCES[format];
  for (const change of changes) {
    const path = join(workspace, name, change[0]);
    if (change[0] === 'text') source = replaced(source, change);
    else writeFileSync(path, replaced(readFileSync(path, 'utf8'), change));
  }
  const results = await measured(name, format, source);
  expect(results.filter(failed).map(({ rule: { element } }) => element)).toEqual([rule]);
});

/** Clause 8: a table across is measured as its reader holds it, its page number where all pages have it. */
test.each([
  ['天头', 'top: margin.left', 'top: margin.left + 5mm'],
  ['页码', 'dy: 297mm - margin.bottom', 'dy: 290mm - margin.bottom'],
])('%s fails alone on a broken page across', async (rule, from, to) => {
  const source = `${SOURCES.pledge}\n${TABLE.replace('<table', '<table data-wide="true"')}\n<p>以上为附表。</p>`;
  expect((await measured('sound', 'pledge', source)).filter(failed)).toEqual([]);
  const name = `across-${rule}`;
  cpSync(join(TEMPLATES, 'layout'), join(workspace, name), { recursive: true });
  const path = join(workspace, name, 'tables.typ');
  writeFileSync(path, replaced(readFileSync(path, 'utf8'), ['tables.typ', from, to]));
  const results = await measured(name, 'pledge', source);
  expect(results.filter(failed).map(({ rule: { element } }) => element)).toEqual([rule]);
});

test('every rule is seen to fail', () => {
  const elements = new Set(Object.values(FORMATS).flatMap((rules) => rules.map(({ element }) => element)));
  expect([...new Set(BREAKS.map(([rule]) => rule))].toSorted()).toEqual([...elements].toSorted());
});
