// The reply to a request for more time as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { choiceLabel } from '../choice-label.ts';
import { ISSUED_TO_BOTH, issuedView, titled } from '../common-row.ts';
import { officeNumber } from '../office-fields.ts';
import { placeName } from '../party-fields.ts';
import { replyRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { REPLY_FORM, RESULT, type Reply } from './schema.ts';

const titleOf = (town: string) => `${town}延期整改的函`;

export const EXTENSION_REPLY: DocumentType<Reply> = {
  id: 'extension-reply',
  name: '延期批复（复函）',
  group: '整改',
  purpose: '市州发展改革部门答复延期申请，同意的定出新的期限，县级政府和投资运营主体签收。',
  form: REPLY_FORM,
  rules: replyRules,
  ...titled(titleOf),
  ...ISSUED_TO_BOTH,
  layout: 'letter',
  number: (value, issuedOn) => officeNumber('extension-reply', value, '延复', issuedOn),
  view: (value, issue) => ({
    ...issuedView(value, issue),
    place: placeName(value.region).replace('青海省', ''),
    related: value.related,
    request: value.request,
    result: choiceLabel(RESULT, value.decision.result),
    granted: value.decision.result === 'granted',
    decision: value.decision,
    items: value.items.map((item) => ({ ...item, newDeadline: item.newDeadline ?? '' })),
    remedy: value.remedy,
  }),
  sample,
};
