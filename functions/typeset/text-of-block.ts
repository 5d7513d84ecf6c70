// What a block says on paper, the layout's own words (templates/layout) included, in reading order.
import { type Block, type SignatureBlock, SOFT_BREAK } from './vocabulary.ts';

export function textOfBlock(block: Block): string[] {
  switch (block.kind) {
    case 'title':
      return block.lines.map(said);
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'clauses':
      return block.items.map(({ number, text }) => number + text);
    case 'facts':
      return block.rows.flatMap(({ label, text }) => [label, text]);
    case 'table':
      return [block.caption, block.unit, ...[...block.head, ...block.rows, ...block.foot].flat()];
    case 'signatures':
      return block.parties.flatMap(textOfParty);
    case 'closing':
      return [block.organ, block.date];
    case 'attachments':
      return block.names.map(
        (name, n) => `${n ? '' : '附件：'}${block.names.length > 1 ? `${n + 1}.` : ''}${name}`,
      );
    case 'annex':
      return [`附件${block.number}`, said(block.title)];
    case 'letterhead':
      return [block.organ, block.number, block.signer && `签发人：${block.signer}`];
    case 'imprint':
      return [block.copies && `抄送：${block.copies}`, block.printer, block.date && `${block.date}印发`];
  }
}

function said(title: string): string {
  return title.replaceAll(SOFT_BREAK, '');
}

function textOfParty(party: SignatureBlock): string[] {
  return [
    party.label,
    `单位全称：${party.organization}`,
    party.code && `统一社会信用代码：${party.code}`,
    `授权代表：${party.representative || '见电子签名'}`,
    `签署日期：${party.date || '见电子签名'}`,
  ];
}
