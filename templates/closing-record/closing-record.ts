// The closing record as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { Role } from '../../functions/domain/party.ts';
import { ALL_SIGN, commonView, titled } from '../common-row.ts';
import { officeNumber } from '../office-fields.ts';
import { signatureBlocks } from '../signature-blocks.ts';
import { closingRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { CLOSING_FORM, type Closing } from './schema.ts';

const titleOf = (town: string) => `${town}问题整改销号单`;

/** 申请, 审核, 销号: each signs what the one before has signed. */
const SIGNING_ORDER: readonly Role[] = ['enterprise', 'county', 'drc'];

const CAPACITIES: Readonly<Record<Role, string>> = {
  enterprise: '申请',
  county: '审核',
  drc: '销号',
};

export const CLOSING_RECORD: DocumentType<Closing> = {
  id: 'closing-record',
  name: '销号单',
  group: '整改',
  purpose: '整改事项复查合格后，由投资运营主体申请、县级政府审核、市州发展改革部门销号，依次签署。',
  form: CLOSING_FORM,
  rules: closingRules,
  ...titled(titleOf),
  ...ALL_SIGN,
  order: () => SIGNING_ORDER.map((role) => [role]),
  layout: 'pledge',
  number: (value, issuedOn) => officeNumber('closing-record', value, '销', issuedOn),
  view: (value, issue) => ({
    ...commonView(value, issue),
    enterpriseCode: value.parties.enterprise.code,
    related: value.related,
    items: value.items,
    count: value.items.length,
    completedOn: value.items
      .map(({ completedOn }) => completedOn)
      .toSorted()
      .at(-1),
    opinions: value.opinions,
    signatures: signatureBlocks(value, SIGNING_ORDER, CAPACITIES),
  }),
  sample,
};
