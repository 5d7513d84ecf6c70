// The authorization as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { ROLES } from '../../functions/domain/party.ts';
import { choiceLabel } from '../choice-label.ts';
import { ALL_SIGN, commonView, titled } from '../common-row.ts';
import { countyNumber } from '../county-number.ts';
import { partiesOf } from '../party-fields.ts';
import { signatureBlocks } from '../signature-blocks.ts';
import { authorizationRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { AUTHORIZATION_FORM, type Authorization, POWER } from './schema.ts';

const titleOf = (town: string) => `${town}文书签署授权委托书`;

export const AUTHORIZATION: DocumentType<Authorization> = {
  id: 'authorization',
  name: '授权委托书',
  group: '其他文书',
  purpose: '三方中一方的法定代表人或者主要负责人授权他人签署一份文书，由法定代表人或者主要负责人本人签署。',
  form: AUTHORIZATION_FORM,
  rules: authorizationRules,
  ...titled(titleOf),
  ...ALL_SIGN,
  order: (value) => partiesOf(value).map(({ role }) => [role]),
  layout: 'pledge',
  number: (value, issuedOn) => countyNumber('authorization', value, '授权', issuedOn),
  view: (value, issue) => {
    const { organization = '', code = '', person = '', title = '' } = partiesOf(value)[0] ?? {};
    return {
      ...commonView(value, issue),
      principal: { organization, code, person, title },
      agent: value.agent,
      power: choiceLabel(POWER, value.matter.power),
      document: value.matter.document,
      reference: value.matter.reference ?? '',
      limits: value.matter.limits ?? '',
      term: value.term,
      signatures: signatureBlocks(value, ROLES, {
        drc: '委托',
        county: '委托',
        enterprise: '委托',
      }),
    };
  },
  sample,
};
