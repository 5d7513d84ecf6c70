/** One parsed element of the vocabulary -> one block. */
import { ROLES, type Role } from '../domain/party.ts';
import { normalizeSpace } from './normalize-space.ts';
import { chineseNumeral } from './numerals.ts';
import {
  ALIGNMENTS,
  type Alignment,
  type Block,
  PARAGRAPH_ROLES,
  type ParagraphRole,
  type SignatureBlock,
  type VocabularyElement,
} from './vocabulary.ts';

export function toBlock(e: VocabularyElement): Block {
  switch (e.name) {
    case 'h1':
      return { kind: 'title', lines: filled(e).split('\n') };
    case 'h2':
      return { kind: 'heading', level: 1, text: filled(e) };
    case 'h3':
      return { kind: 'heading', level: 2, text: filled(e) };
    case 'h4':
      return { kind: 'heading', level: 3, text: filled(e) };
    case 'p':
      return {
        kind: 'paragraph',
        role: word(e, 'class', PARAGRAPH_ROLES, 'body') as ParagraphRole,
        text: filled(e),
      };
    case 'ol':
    case 'ul':
      return clauses(e);
    case 'dl':
      return facts(e);
    case 'table':
      return table(e);
    case 'signatures':
      return signatures(e);
    case 'closing':
      return { kind: 'closing', organ: attribute(e, 'organ'), date: attribute(e, 'date') };
    case 'attachments':
      return { kind: 'attachments', names: some(e).map(filled) };
    case 'annex':
      return { kind: 'annex', number: attribute(e, 'number'), title: filled(e) };
    case 'letterhead':
      return {
        kind: 'letterhead',
        organ: attribute(e, 'organ'),
        number: attribute(e, 'number'),
        signer: attribute(e, 'signer'),
      };
    case 'imprint':
      return {
        kind: 'imprint',
        copies: attribute(e, 'copies'),
        printer: attribute(e, 'printer'),
        date: attribute(e, 'date'),
      };
    default:
      throw e.fault(`<${e.name}> makes no block`);
  }
}

function clauses(e: VocabularyElement): Block {
  const style = e.name === 'ul' ? 'none' : word(e, 'data-style', Object.keys(NUMBERING), '1.');
  const start = attribute(e, 'data-start') || '1';
  if (!/^[1-9]\d{0,3}$/.test(start)) throw e.fault(`data-start="${start}" is not a number from 1 to 9999`);
  const numbering = NUMBERING[style] ?? (() => '');
  return {
    kind: 'clauses',
    items: some(e).map((item, index) => ({ number: numbering(Number(start) + index), text: filled(item) })),
  };
}

/** GB/T 9704-2012 7.3.3: the four levels of numbering. */
const NUMBERING: Readonly<Record<string, (n: number) => string>> = {
  '1.': (n) => `${n}.`,
  '（1）': (n) => `（${n}）`,
  '一、': (n) => `${chineseNumeral(n)}、`,
  '（一）': (n) => `（${chineseNumeral(n)}）`,
};

function facts(e: VocabularyElement): Block {
  const rows: { label: string; text: string }[] = [];
  some(e).forEach((child, index, children) => {
    const expected = index % 2 ? 'dd' : 'dt';
    if (child.name !== expected) throw child.fault(`<${expected}> is expected here, not <${child.name}>`);
    if (child.name === 'dd')
      rows.push({ label: filled(children[index - 1] as VocabularyElement), text: content(child) });
    else if (index === children.length - 1) throw child.fault('<dt> has no <dd>');
  });
  return { kind: 'facts', rows };
}

function table(e: VocabularyElement): Block {
  const columns = attribute(e, 'data-columns').split(' ').map(Number);
  if (!columns.every((weight) => weight > 0 && weight < 1000))
    throw e.fault('data-columns are not relative widths');
  const align = attribute(e, 'data-align').split(' ').filter(Boolean);
  if (align.length && align.length !== columns.length)
    throw e.fault('data-align and data-columns differ in number');
  for (const a of align) if (!ALIGNMENTS.includes(a as Alignment)) throw e.fault(`data-align has no "${a}"`);
  const parts = e.children.map((child) => child.name).join(' ');
  if (!/^(caption )?thead tbody$/.test(parts)) throw e.fault('<table> holds caption (or none), thead, tbody');
  const [head, body] = e.children.slice(-2) as [VocabularyElement, VocabularyElement];
  return {
    kind: 'table',
    caption: e.children.length === 3 ? filled(e.children[0] as VocabularyElement) : '',
    columns,
    align: columns.map((_, index) => (align[index] as Alignment | undefined) ?? 'left'),
    head: some(head).map((row) => cells(row, 'th', columns.length)),
    rows: some(body).map((row) => cells(row, 'td', columns.length)),
  };
}

function cells(row: VocabularyElement, name: string, count: number): string[] {
  if (row.children.length !== count)
    throw row.fault(`the row has ${row.children.length} cells, the table ${count} columns`);
  for (const cell of row.children) if (cell.name !== name) throw cell.fault(`<${name}> is expected here`);
  return row.children.map(content);
}

function signatures(e: VocabularyElement): Block {
  const parties = some(e).map(
    (child): SignatureBlock => ({
      field: word(child, 'field', ROLES, '') as Role,
      label: attribute(child, 'label'),
      organization: attribute(child, 'organization'),
      code: attribute(child, 'code'),
      representative: attribute(child, 'representative'),
      date: attribute(child, 'date'),
    }),
  );
  if (new Set(parties.map((party) => party.field)).size < parties.length)
    throw e.fault('a field has two signatures');
  return { kind: 'signatures', parties };
}

function attribute(e: VocabularyElement, name: string): string {
  return e.attributes.get(name) ?? '';
}

function word(e: VocabularyElement, name: string, words: readonly string[], otherwise: string): string {
  const value = e.attributes.get(name) ?? otherwise;
  if (!words.includes(value)) throw e.fault(`${name}="${value}": one of ${words.join(', ')} is expected`);
  return value;
}

function content(e: VocabularyElement): string {
  return e.text.split('\0').map(normalizeSpace).join('\n');
}

function filled(e: VocabularyElement): string {
  const text = content(e);
  if (!text.split('\n').every(Boolean)) throw e.fault(`<${e.name}> has an empty line`);
  return text;
}

function some(e: VocabularyElement): VocabularyElement[] {
  if (!e.children.length) throw e.fault(`<${e.name}> is empty`);
  return e.children;
}
