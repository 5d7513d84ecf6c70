// The circular as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { choiceLabel } from '../choice-label.ts';
import { ALL_SIGN, commonView } from '../common-row.ts';
import { summarizeDraft } from '../draft-summary.ts';
import { copiesLine, officeNumber } from '../office-fields.ts';
import { signatureBlocks } from '../signature-blocks.ts';
import { circularRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { CIRCULAR_FORM, type Circular, PUBLICITY } from './schema.ts';

/** Of a town that failed its evaluation, or of work that was not done well; the latter until a cause is chosen. */
function subjectOf(cause: unknown): string {
  return cause === 'evaluation' ? '未通过考核评估' : '创建工作不力情况';
}

const titleOf = (town: string, cause: unknown) => `关于${town}${subjectOf(cause)}的通报`;

export const CIRCULAR: DocumentType<Circular> = {
  id: 'circular',
  name: '通报',
  group: '其他文书',
  purpose: '对创建期未通过考核评估的小镇和工作不力的地区予以通报，由市州发展改革部门签发。',
  form: CIRCULAR_FORM,
  rules: circularRules,
  summarize: (partial) => summarizeDraft(partial, (town) => titleOf(town, partial?.matter?.cause)),
  title: (value) => titleOf(value.town.name, value.matter.cause),
  ...ALL_SIGN,
  order: () => [['drc']],
  layout: 'official',
  number: (value, issuedOn) => officeNumber('circular', value, '通报', issuedOn),
  view: (value, issue) => ({
    ...commonView(value, issue),
    subject: subjectOf(value.matter.cause),
    article: value.matter.cause === 'evaluation' ? '第二十五条' : '第二十八条',
    addressees: value.addressees.main,
    authority: value.office.authority,
    copies: copiesLine(value.office),
    evaluation: value.matter.cause === 'evaluation',
    target: value.matter.target,
    result: value.matter.result ?? '',
    decision: value.matter.decision ?? '',
    body: value.body,
    publicity: choiceLabel(PUBLICITY, value.publicity.mode),
    signatures: signatureBlocks(value, ['drc'], { drc: '发文' }),
  }),
  sample,
};
