// Blocks -> HTML for the screen: the same words in the same order, for a narrow window and a screen reader.
import { type Alignment, type Block, type SignatureBlock, SOFT_BREAK } from './vocabulary.ts';

type TableBlock = Extract<Block, { kind: 'table' }>;

/**
 * One `<article lang="zh-CN" class="document">`, with classes of functions/pages/assets/document.css and no style of its own.
 * All text is escaped; `\n` is `<br>`. The first title is the only `h1`; what belongs to an annex is one level lower
 * than in the body. A table lies in a region that can be focused, so that a wide one can be scrolled by key.
 */
export function toHtml(blocks: readonly Block[]): string {
  let titled = false;
  let inAnnex = false;
  let tables = 0;
  let heading = '';
  const parts = blocks.map((block) => {
    if (block.kind === 'annex') inAnnex = true;
    if (block.kind === 'table') tables += 1;
    if (block.kind === 'heading') heading = block.text;
    const level = titled ? 2 : 1;
    if (block.kind === 'title') titled = true;
    return blockHtml(block, { titleLevel: level, deeper: inAnnex ? 1 : 0, table: tables, heading });
  });
  return `<article class="document" lang="zh-CN">\n${parts.join('\n')}\n</article>\n`;
}

/** Where a block stands among the others. */
interface Place {
  /** Of a title: 1 for the first, then 2. */
  titleLevel: number;
  /** How many levels lower than in the body a heading is. */
  deeper: number;
  /** How many tables there are so far, and the last heading: they name a table without a caption. */
  table: number;
  heading: string;
}

function blockHtml(block: Block, { titleLevel, deeper, table, heading }: Place): string {
  switch (block.kind) {
    case 'title':
      return element(`h${titleLevel}`, 'title', block.lines.map(text).join('<br>'));
    case 'heading':
      return element(`h${block.level + 1 + deeper}`, '', text(block.text));
    case 'paragraph':
      return element('p', block.role === 'body' ? '' : block.role, text(block.text));
    case 'clauses':
      return list(
        block.items[0]?.number ? 'ol' : 'ul',
        'clauses',
        block.items.map((item) =>
          item.number ? `${marker(item.number)}${text(item.text)}` : text(item.text),
        ),
      );
    case 'facts':
      return element('dl', 'facts', block.rows.map(({ label, text: said }) => pair(label, said)).join(''));
    case 'table':
      return tableHtml(
        block,
        block.caption ? `表格：${block.caption}` : `表格${table}${heading && `：${heading}`}`,
      );
    case 'signatures':
      return `<section class="signatures" aria-label="签署栏">${list('ul', '', block.parties.map(partyHtml))}</section>`;
    case 'closing':
      return `<div class="closing">${element('p', '', text(block.organ))}${element('p', '', text(block.date))}</div>`;
    case 'attachments':
      return attachmentsHtml(block.names);
    case 'annex':
      return `${element('p', 'annex', `附件${text(block.number)}`)}${element('h2', 'title', text(block.title))}`;
    case 'letterhead':
      return `<header class="letterhead">${[
        element('p', 'organ', text(block.organ)),
        block.number && element('p', 'document-number', text(block.number)),
        block.signer && element('p', 'approver', `签发人：${text(block.signer)}`),
      ].join('')}</header>`;
    case 'imprint':
      return `<footer class="imprint">${[
        block.copies && element('p', '', `抄送：${text(block.copies)}`),
        block.printer && element('p', '', text(block.printer)),
        block.date && element('p', '', `${text(block.date)}印发`),
      ].join('')}</footer>`;
  }
}

/**
 * Caption and unit are the table's caption, and its region is named after it. Each row has a cell that names it. A
 * table of many columns keeps a width of its own and is scrolled; one of few fits any window.
 */
function tableHtml(table: TableBlock, name: string): string {
  const { caption, unit, align, head, rows, foot } = table;
  const naming = namingColumn(table);
  const row = (cells: readonly Cell[]) => `<tr>${cells.map(cellHtml).join('')}</tr>`;
  const group = (name: string, lines: readonly (readonly Cell[])[]) =>
    lines.length ? `<${name}>${lines.map(row).join('')}</${name}>` : '';
  const named = (strings: readonly string[], column: number): Cell[] =>
    strings.map((string, at) => ({
      string,
      side: align[at] ?? 'left',
      ...(at === column && string ? { scope: 'row' } : {}),
    }));
  const above = [
    caption && element('span', 'name', text(caption)),
    unit && element('span', 'unit', text(unit)),
  ];
  return [
    `<div class="scroll" role="region" aria-label="${attributeText(name)}" tabindex="0">`,
    `<table${align.length > FEW_COLUMNS ? ' class="many"' : ''}>`,
    above.some(Boolean) ? `<caption>${above.join('')}</caption>` : '',
    group(
      'thead',
      head.map((strings) => strings.map((string): Cell => ({ string, side: 'left', scope: 'col' }))),
    ),
    group(
      'tbody',
      rows.map((strings) => named(strings, naming)),
    ),
    group(
      'tfoot',
      foot.map((strings) => named(strings, strings.findIndex(Boolean))),
    ),
    '</table></div>',
  ].join('');
}

interface Cell {
  string: string;
  side: Alignment;
  scope?: 'col' | 'row';
}

const FEW_COLUMNS = 3;

/** The first column, or the second where the first only counts the rows. */
function namingColumn({ rows, columns }: TableBlock): number {
  const counts = rows.every(([first]) => /^\d*$/.test(first ?? ''));
  return counts && columns.length > 2 ? 1 : 0;
}

function cellHtml({ string, side, scope }: Cell): string {
  const tag = scope ? 'th' : 'td';
  return `<${tag}${scope ? ` scope="${scope}"` : ''}${side === 'left' ? '' : ` class="${side}"`}>${text(string)}</${tag}>`;
}

function partyHtml({ label, organization, code, representative, date }: SignatureBlock): string {
  return `${element('p', 'party', text(label))}<dl>${[
    pair('单位全称：', organization),
    pair('统一社会信用代码：', code),
    pair('授权代表：', representative || '见电子签名'),
    pair('签署日期：', date || '见电子签名'),
  ].join('')}</dl>`;
}

function attachmentsHtml(names: readonly string[]): string {
  const numbered = names.length > 1;
  const items = names.map((name, index) =>
    numbered ? `${marker(`${index + 1}.`)}${text(name)}` : text(name),
  );
  return `<div class="attachments">${element('p', '', '附件：')}${list(numbered ? 'ol' : 'ul', '', items)}</div>`;
}

/** The number is part of the text, as printed. With `role`, since a list without markers is none to some readers. */
function list(tag: 'ol' | 'ul', name: string, items: readonly string[]): string {
  return `<${tag} role="list"${name && ` class="${name}"`}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`;
}

function marker(number: string): string {
  return element('span', 'marker', text(number));
}

function pair(label: string, said: string): string {
  return `<div>${element('dt', '', text(label))}${element('dd', '', text(said))}</div>`;
}

function element(tag: string, name: string, content: string): string {
  return `<${tag}${name && ` class="${name}"`}>${content}</${tag}>`;
}

/** In an attribute there is no element. */
function attributeText(said: string): string {
  return text(said.replace(/[\n\u200b]/g, ''));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '<br>',
  [SOFT_BREAK]: '<wbr>',
};

function text(said: string): string {
  return said.replace(/[&<>"'\n\u200b]/g, (character) => ESCAPES[character]!);
}
