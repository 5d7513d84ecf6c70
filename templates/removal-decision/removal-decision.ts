// The removal decision as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { ISSUED_TO_BOTH, issuedView } from '../common-row.ts';
import { summarizeDraft } from '../draft-summary.ts';
import { officeNumber } from '../office-fields.ts';
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
  ...ISSUED_TO_BOTH,
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
      ...issuedView(value, issue),
      enterpriseCode: value.parties.enterprise.code,
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
    };
  },
  sample,
};
