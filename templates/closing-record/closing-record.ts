// The closing record as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { Role } from '../../functions/domain/party.ts';
import { summarizeDraft } from '../draft-summary.ts';
import { officeNumber } from '../office-fields.ts';
import { partiesOf, placeName } from '../party-fields.ts';
import { signatureBlocks } from '../signature-blocks.ts';
import { closingRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { CLOSING_FORM, type Closing } from './schema.ts';

const titleOf = (town: string) => `${town}问题整改销号单`;

/** 申请, 审核, 销号: each signs what the one before has signed. */
const ORDER: readonly Role[] = ['enterprise', 'county', 'drc'];

const BLOCK_LABELS: Readonly<Record<Role, string>> = {
  enterprise: '申请：投资运营主体',
  county: '审核：县（市、区、行委）政府',
  drc: '销号：市州发展改革部门',
};

export const CLOSING_RECORD: DocumentType<Closing> = {
  id: 'closing-record',
  name: '销号单',
  group: '整改',
  purpose: '整改事项复查合格后，由投资运营主体申请、县级政府审核、市州发展改革部门销号，依次签署。',
  form: CLOSING_FORM,
  rules: closingRules,
  summarize: (partial) => summarizeDraft(partial, titleOf),
  title: (value) => titleOf(value.town.name),
  parties: partiesOf,
  order: () => ORDER.map((role) => [role]),
  signBy: (value) => value.signing.signBy,
  layout: 'pledge',
  number: (value, issuedOn) => officeNumber('closing-record', value, '销', issuedOn),
  view: (value, issue) => ({
    number: issue.number,
    county: value.parties.county.organization,
    enterprise: value.parties.enterprise.organization,
    enterpriseCode: value.parties.enterprise.code,
    place: placeName(value.region),
    town: value.town.name,
    related: value.related,
    items: value.items,
    count: value.items.length,
    completedOn: value.items
      .map(({ completedOn }) => completedOn)
      .sort()
      .at(-1),
    opinions: value.opinions,
    signBy: value.signing.signBy,
    signatures: signatureBlocks(value, ORDER, BLOCK_LABELS),
  }),
  sample,
};
