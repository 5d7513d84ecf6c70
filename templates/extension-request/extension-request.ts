// The request for more time as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { Role } from '../../functions/domain/party.ts';
import { choiceLabel } from '../choice-label.ts';
import { ALL_SIGN, commonView, titled } from '../common-row.ts';
import { countyNumber } from '../county-number.ts';
import { signatureBlocks } from '../signature-blocks.ts';
import { requestRules, requestWarnings } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { COUNTY_OPINION, REQUEST_FORM, type Request } from './schema.ts';

const titleOf = (town: string) => `${town}整改延期申请书`;

/** The county gives its opinion on what the enterprise asks for. */
const SIGNING_ORDER: readonly Role[] = ['enterprise', 'county'];

const CAPACITIES = {
  enterprise: '申请单位',
  county: '审核单位',
} as const;

export const EXTENSION_REQUEST: DocumentType<Request> = {
  id: 'extension-request',
  name: '整改延期申请书',
  group: '整改',
  purpose: '投资运营主体在整改期限届满前说明理由、申请延期，由县级政府签署意见后报送。',
  form: REQUEST_FORM,
  rules: requestRules,
  warnings: requestWarnings,
  ...titled(titleOf),
  ...ALL_SIGN,
  order: () => SIGNING_ORDER.map((role) => [role]),
  layout: 'pledge',
  number: (value, issuedOn) => countyNumber('extension-request', value, '延申', issuedOn),
  view: (value, issue) => ({
    ...commonView(value, issue),
    related: value.related,
    request: value.request,
    items: value.items,
    earlier: { count: value.earlier.count, reply: value.earlier.reply ?? '' },
    review: {
      opinion: choiceLabel(COUNTY_OPINION, value.review.opinion),
      note: value.review.note ?? '',
    },
    signatures: signatureBlocks(value, SIGNING_ORDER, CAPACITIES),
  }),
  sample,
};
