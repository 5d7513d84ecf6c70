// A `table` of the vocabulary -> its block.
import { attribute, content, filled, some } from './element-content.ts';
import { ALIGNMENTS, type Alignment, type Block, type VocabularyElement } from './vocabulary.ts';

export function tableBlock(e: VocabularyElement): Block {
  const columns = attribute(e, 'data-columns').split(' ').map(Number);
  if (!columns.every((weight) => weight > 0 && weight < 1000))
    throw e.fault('data-columns 应为各列的相对宽度，如 data-columns="2 7 4"');
  const align = attribute(e, 'data-align').split(' ').filter(Boolean);
  if (align.length && align.length !== columns.length)
    throw e.fault(`data-align 有 ${align.length} 列，data-columns 有 ${columns.length} 列，应当一致`);
  for (const a of align)
    if (!ALIGNMENTS.includes(a as Alignment))
      throw e.fault(`data-align 中的“${a}”不能用，应为 ${ALIGNMENTS.join('、')} 之一`);
  const wide = attribute(e, 'data-wide');
  if (wide && wide !== 'true') throw e.fault(`data-wide="${wide}" 不能用，应为 true，或删去 data-wide`);

  const parts = new Map(e.children.map((child) => [child.name, child]));
  if (!/^(caption )?thead tbody( tfoot)?$/.test(e.children.map((child) => child.name).join(' ')))
    throw e.fault('<table> 里依次为 caption（可无）、thead、tbody、tfoot（可无）');
  const rows = (part: string, cell: string): string[][] => {
    const element = parts.get(part);
    return element ? some(element).map((row) => cells(row, cell, columns.length)) : [];
  };
  const caption = parts.get('caption');
  return {
    kind: 'table',
    caption: caption ? filled(caption) : '',
    unit: attribute(e, 'data-unit'),
    columns,
    align: columns.map((_, index) => (align[index] as Alignment | undefined) ?? 'left'),
    head: rows('thead', 'th'),
    rows: rows('tbody', 'td'),
    foot: rows('tfoot', 'td'),
    wide: wide === 'true',
  };
}

function cells(row: VocabularyElement, name: string, count: number): string[] {
  if (row.children.length !== count)
    throw row.fault(`这一行有 ${row.children.length} 格，表格有 ${count} 列，应当一致`);
  for (const cell of row.children)
    if (cell.name !== name) throw cell.fault(`这里应为 <${name}>，不是 <${cell.name}>`);
  return row.children.map(content);
}
