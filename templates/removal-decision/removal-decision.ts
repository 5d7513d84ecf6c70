// The removal decision as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { ROLES } from '../../functions/domain/party.ts';
import { summarizeDraft } from '../draft-summary.ts';
import { copiesLine, officeNumber } from '../office-fields.ts';
import { partiesOf, placeName } from '../party-fields.ts';
import { ISSUED_AND_RECEIVED, signatureBlocks } from '../signature-blocks.ts';
import { consequenceOf } from './cause.ts';
import { removalRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { REMOVAL_FORM, type Removal } from './schema.ts';

/** The title says what is done: 关于将某某小镇淘汰除名的决定; without a cause as yet, that the town leaves the list. */
function titleOf(town: string, cause: unknown): string {
  const { verb, rest } = consequenceOf(cause)?.act ?? { verb: '', rest: '退出创建名单' };
  return `关于${verb}${town}${rest}的决定`;
}

export const REMOVAL_DECISION: DocumentType<Removal> = {
  id: 'removal-decision',
  name: '除名（退出）决定',
  group: '退出与资金',
  purpose:
    '依照第十八条、第二十条、第二十四条、第二十五条决定小镇淘汰除名或者退出创建名单，由县级政府和投资运营主体签收。',
  form: REMOVAL_FORM,
  rules: removalRules,
  summarize: (partial) => summarizeDraft(partial, (town) => titleOf(town, partial?.grounds?.cause)),
  title: (value) => titleOf(value.town.name, value.grounds.cause),
  parties: partiesOf,
  order: () => [['drc'], ['county', 'enterprise']],
  receivers: ['county', 'enterprise'],
  signBy: (value) => value.signing.signBy,
  layout: 'official',
  number: (value, issuedOn) => officeNumber('removal-decision', value, '退', issuedOn),
  view: (value, issue) => {
    const {
      pledge = '',
      plan = '',
      review = '',
      evaluation = '',
      granted = 0,
      cause,
      provincial,
    } = value.grounds;
    const consequence = consequenceOf(cause)!;
    return {
      number: issue.number,
      issuedOn: issue.issuedOn,
      drc: value.parties.drc.organization,
      county: value.parties.county.organization,
      enterprise: value.parties.enterprise.organization,
      enterpriseCode: value.parties.enterprise.code,
      place: placeName(value.region),
      town: value.town.name,
      authority: value.office.authority,
      copies: copiesLine(value.office),
      grounds: { pledge, plan, review, evaluation, provincial },
      granted,
      consequence,
      act: consequence.act,
      facts: value.facts,
      hearing: {
        ...value.hearing,
        made: value.hearing.made === 'made',
        opinion: value.hearing.opinion ?? '',
      },
      effect: value.effect,
      remedy: value.remedy,
      signBy: value.signing.signBy,
      signatures: signatureBlocks(value, ROLES, ISSUED_AND_RECEIVED),
    };
  },
  sample,
};
