// The record of a talk as a row of the registry.
import type { DocumentType } from '../../../functions/domain/document-type.ts';
import { ALL_SIGN, commonView, titled } from '../../../templates/common-row.ts';
import { countyNumber } from '../../../templates/county-number.ts';
import { signatureBlocks } from '../../../templates/signature-blocks.ts';
import { talkRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { TALK_FORM, type Talk } from './schema.ts';

const titleOf = (town: string) => `${town}约谈记录`;

export const RECORD_OF_TALK: DocumentType<Talk> = {
  id: 'record-of-talk',
  name: '约谈记录',
  group: '监督',
  purpose: '记录约谈的内容，由投资运营主体和市州发展改革部门依次签署。',
  form: TALK_FORM,
  rules: talkRules,
  ...titled(titleOf),
  ...ALL_SIGN,
  order: () => [['enterprise'], ['drc']],
  layout: 'pledge',
  number: (value, issuedOn) => countyNumber('record-of-talk', value, '谈', issuedOn),
  view: (value, issue) => ({
    ...commonView(value, issue),
    talk: value.talk,
    signatures: signatureBlocks(value, ['enterprise', 'drc']),
  }),
  sample,
};
