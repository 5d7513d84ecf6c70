// The creation plan as a row of the registry.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { Role } from '../../functions/domain/party.ts';
import { ALL_SIGN, titled } from '../common-row.ts';
import { officeNumber } from '../office-fields.ts';
import { planWarnings } from './indicator-rules.ts';
import { planRules } from './rules.ts';
import sample from './sample.json' with { type: 'json' };
import { PLAN_FORM, type Plan } from './schema.ts';
import { planView } from './view.ts';

const titleOf = (town: string) => `${town}创建方案`;

/** 编制, 审核, 核准: each signs what the one before has signed. */
const SIGNING_ORDER: readonly Role[] = ['enterprise', 'county', 'drc'];

export const CREATION_PLAN: DocumentType<Plan> = {
  id: 'creation-plan',
  name: '创建方案',
  group: '创建',
  purpose:
    '载明小镇的规划、项目、投资、目标和退出退还条款，由投资运营主体、县级政府、市州发展改革部门依次签署。',
  form: PLAN_FORM,
  rules: planRules,
  warnings: planWarnings,
  ...titled(titleOf),
  ...ALL_SIGN,
  order: () => SIGNING_ORDER.map((role) => [role]),
  // An enterprise takes no part in a joint official document, so the plan has no red head.
  layout: 'pledge',
  number: (value, issuedOn) => officeNumber('creation-plan', value, '创方', issuedOn),
  view: (value, issue) => planView(value, issue, titleOf(value.town.name), SIGNING_ORDER),
  sample,
};
