// The report on rectification as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { Role } from '../../functions/domain/party.ts';
import { choiceLabel } from '../choice-label.ts';
import { ALL_SIGN, commonView, titled } from '../common-row.ts';
import { countyNumber } from '../county-number.ts';
import { signatureBlocks } from '../signature-blocks.ts';
import { reportRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { ITEM_STATE, REPORT_FORM, REVIEW_OPINION, type Report } from './schema.ts';

const titleOf = (town: string) => `${town}整改报告`;

/** The county checks what the enterprise reports. */
const SIGNING_ORDER: readonly Role[] = ['enterprise', 'county'];

const CAPACITIES = {
  enterprise: '报告单位',
  county: '审核单位',
} as const;

export const RECTIFICATION_REPORT: DocumentType<Report> = {
  id: 'rectification-report',
  name: '整改报告',
  group: '整改',
  purpose: '投资运营主体逐项报告限期整改的完成情况，由县级政府核查、审核后报送。',
  form: REPORT_FORM,
  rules: reportRules,
  ...titled(titleOf),
  ...ALL_SIGN,
  order: () => SIGNING_ORDER.map((role) => [role]),
  layout: 'pledge',
  number: (value, issuedOn) => countyNumber('rectification-report', value, '整报', issuedOn),
  view: (value, issue) => ({
    ...commonView(value, issue),
    related: value.related,
    report: { ...value.report, lateReason: value.report.lateReason ?? '' },
    work: value.work,
    items: value.items.map((item) => ({
      ...item,
      state: choiceLabel(ITEM_STATE, item.state),
      doneOn: item.doneOn ?? '',
    })),
    open: value.items.flatMap(({ plan }, index) => (plan ? [{ place: index + 1, plan }] : [])),
    review: {
      ...value.review,
      opinion: choiceLabel(REVIEW_OPINION, value.review.opinion),
      note: value.review.note ?? '',
    },
    signatures: signatureBlocks(value, SIGNING_ORDER, CAPACITIES),
  }),
  sample,
};
