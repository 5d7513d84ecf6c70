// The rectification order as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { choiceLabel } from '../choice-label.ts';
import { ISSUED_TO_BOTH, issuedView, titled } from '../common-row.ts';
import { officeNumber } from '../office-fields.ts';
import { orderRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { INSPECTION_METHOD, ORDER_FORM, type Order } from './schema.ts';
import { handlingOf } from './violation.ts';

const titleOf = (town: string) => `${town}限期整改通知书`;

export const RECTIFICATION_ORDER: DocumentType<Order> = {
  id: 'rectification-order',
  name: '限期整改通知书',
  group: '整改',
  purpose: '责令存在违法违规问题的小镇限期整改，由市州发展改革部门签发，县级政府和投资运营主体签收。',
  form: ORDER_FORM,
  rules: orderRules,
  ...titled(titleOf),
  ...ISSUED_TO_BOTH,
  layout: 'letter',
  number: (value, issuedOn) => officeNumber('rectification-order', value, '改通', issuedOn),
  view: (value, issue) => ({
    ...issuedView(value, issue),
    enterpriseCode: value.parties.enterprise.code,
    town: { name: value.town.name, pledge: value.town.pledge ?? '' },
    violation: {
      ...handlingOf(value.violation.type),
      summary: value.violation.summary ?? '',
      transfer: value.violation.transfer ?? '',
    },
    guidance: {
      document: value.guidance?.document ?? '',
      date: value.guidance?.date ?? '',
      result: value.guidance?.result ?? '',
    },
    inspection: {
      date: value.inspection.date,
      method: choiceLabel(INSPECTION_METHOD, value.inspection.method),
      inspectors: value.inspectors.map(({ name, unit }) => `${name}（${unit}）`),
    },
    facts: value.facts,
    legalBasis: value.legalBasis.map((basis) => ({ number: '', text: '', ...basis })),
    items: value.items,
    completeBy: value.completion.by,
    report: value.report,
    defence: value.defence,
    contact: value.contact,
  }),
  sample,
};
