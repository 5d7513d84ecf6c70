// One parsed element of the vocabulary -> one block.
import { attribute, content, filled, some, word } from './element-content.ts';
import { chineseNumeral } from './numerals.ts';
import { tableBlock } from './table-block.ts';
import {
  type Block,
  PARAGRAPH_ROLES,
  type ParagraphRole,
  SIGNATURE_FIELDS,
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
      return tableBlock(e);
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
      throw e.fault(`<${e.name}> 不能单独出现`);
  }
}

function clauses(e: VocabularyElement): Block {
  const style = e.name === 'ul' ? 'none' : word(e, 'data-style', Object.keys(NUMBERING), '1.');
  const start = attribute(e, 'data-start') || '1';
  if (!/^[1-9]\d{0,3}$/.test(start)) throw e.fault(`data-start="${start}" 应为 1 至 9999 的整数`);
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
    if (child.name !== expected)
      throw child.fault(`这里应为 <${expected}>，不是 <${child.name}>：<dt> 和 <dd> 须成对交替`);
    if (child.name === 'dd')
      rows.push({ label: filled(children[index - 1] as VocabularyElement), text: content(child) });
    else if (index === children.length - 1) throw child.fault('<dt> 后面没有 <dd>，请补上，内容可以为空');
  });
  return { kind: 'facts', rows };
}

function signatures(e: VocabularyElement): Block {
  const parties = some(e).map((child): SignatureBlock => {
    const field = word(child, 'field', SIGNATURE_FIELDS, '') as SignatureBlock['field'];
    if (field !== 'platform' && !attribute(child, 'code'))
      throw child.fault('<signature> 缺少属性 code，请补上 code="…"');
    return {
      field,
      label: attribute(child, 'label'),
      organization: attribute(child, 'organization'),
      code: attribute(child, 'code'),
      representative: attribute(child, 'representative'),
      date: attribute(child, 'date'),
    };
  });
  if (new Set(parties.map((party) => party.field)).size < parties.length)
    throw e.fault('两个 <signature> 的 field 相同，每方只写一个');
  return { kind: 'signatures', parties };
}
