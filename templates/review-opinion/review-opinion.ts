// The review opinion as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { choiceLabel } from '../choice-label.ts';
import { ISSUED_TO_BOTH, issuedView, titled } from '../common-row.ts';
import { officeNumber } from '../office-fields.ts';
import { reviewRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { RESULT, REVIEW_FORM, REVIEW_METHOD, type Review } from './schema.ts';

const titleOf = (town: string) => `${town}问题整改复查意见书`;

export const REVIEW_OPINION: DocumentType<Review> = {
  id: 'review-opinion',
  name: '复查意见书',
  group: '整改',
  purpose:
    '对限期整改通知书所列事项逐项复查，提出销号、延期或者逾期未改的意见，由县级政府和投资运营主体签收。',
  form: REVIEW_FORM,
  rules: reviewRules,
  ...titled(titleOf),
  ...ISSUED_TO_BOTH,
  layout: 'letter',
  number: (value, issuedOn) => officeNumber('review-opinion', value, '复查', issuedOn),
  view: (value, issue) => {
    const count = (result: string) => value.items.filter((item) => item.result === result).length;
    return {
      ...issuedView(value, issue),
      related: value.related,
      reportedOn: value.report.date ?? '',
      review: { date: value.review.date, method: choiceLabel(REVIEW_METHOD, value.review.method) },
      inspectors: value.inspectors.map(({ name, unit }) => `${name}（${unit}）`),
      counts: {
        all: value.items.length,
        words: RESULT.options
          .filter((option) => count(option.value) > 0)
          .map((option) => `${option.label}${count(option.value)}项`)
          .join('，'),
      },
      items: value.items.map((item) => ({ ...item, result: choiceLabel(RESULT, item.result) })),
      conclusion: {
        type: value.conclusion.type,
        extension: value.conclusion.extension ?? '',
        extendedTo: value.conclusion.extendedTo ?? '',
        handling: value.conclusion.handling ?? '',
      },
    };
  },
  sample,
};
