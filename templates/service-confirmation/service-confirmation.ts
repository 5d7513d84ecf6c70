// The confirmation of electronic service as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { choiceLabel } from '../choice-label.ts';
import { ALL_SIGN, commonView, titled } from '../common-row.ts';
import { countyNumber } from '../county-number.ts';
import { eitherParty } from '../party-choice.ts';
import { partiesOf, placeName } from '../party-fields.ts';
import { signatureBlocks } from '../signature-blocks.ts';
import { confirmationRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { CONFIRMATION_FORM, type Confirmation, SCOPE } from './schema.ts';

const titleOf = (town: string) => `${town}电子送达确认书`;

const CAPACITIES = {
  county: '受送达人',
  enterprise: '受送达人',
} as const;

export const SERVICE_CONFIRMATION: DocumentType<Confirmation> = {
  id: 'service-confirmation',
  name: '电子送达确认书',
  group: '送达',
  purpose: '县级政府或者投资运营主体同意以电子邮件接收文书，并确认送达地址；没有确认书的不能电子送达。',
  form: CONFIRMATION_FORM,
  rules: confirmationRules,
  ...titled(titleOf),
  ...ALL_SIGN,
  order: (value) => partiesOf(value).map(({ role }) => [role]),
  layout: 'pledge',
  // The party's own document, kept by the commission: it is counted, not issued.
  number: (value, issuedOn) => countyNumber('service-confirmation', value, '送确', issuedOn),
  view: (value, issue) => {
    const recipient = eitherParty(value);
    return {
      ...commonView(value, issue),
      authority: value.authority.organization,
      place: placeName(value.region).replace('青海省', ''),
      recipient: { organization: recipient?.organization ?? '', code: recipient?.code ?? '' },
      delivery: value.delivery,
      scope: choiceLabel(SCOPE, value.scope.documents),
      signatures: signatureBlocks(value, ['county', 'enterprise'], CAPACITIES),
    };
  },
  sample,
};
