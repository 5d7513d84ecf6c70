// A `table` of the vocabulary -> its block.
import { attribute, content, filled, some } from './element-content.ts';
import { ALIGNMENTS, type Alignment, type Block, type VocabularyElement } from './vocabulary.ts';

export function tableBlock(e: VocabularyElement): Block {
  const columns = attribute(e, 'data-columns').split(' ').map(Number);
  if (!columns.every((weight) => weight > 0 && weight < 1000))
    throw e.fault('data-columns are not relative widths');
  const align = attribute(e, 'data-align').split(' ').filter(Boolean);
  if (align.length && align.length !== columns.length)
    throw e.fault('data-align and data-columns differ in number');
  for (const a of align) if (!ALIGNMENTS.includes(a as Alignment)) throw e.fault(`data-align has no "${a}"`);
  const wide = attribute(e, 'data-wide');
  if (wide && wide !== 'true') throw e.fault(`data-wide="${wide}": true is expected, or no data-wide`);

  const parts = new Map(e.children.map((child) => [child.name, child]));
  if (!/^(caption )?thead tbody( tfoot)?$/.test(e.children.map((child) => child.name).join(' ')))
    throw e.fault('<table> holds caption (or none), thead, tbody, tfoot (or none)');
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
    throw row.fault(`the row has ${row.children.length} cells, the table ${count} columns`);
  for (const cell of row.children) if (cell.name !== name) throw cell.fault(`<${name}> is expected here`);
  return row.children.map(content);
}
