// What the template of a plan sees.
import { FEN_PER_STEP, writeScaled } from '../../functions/domain/form/numbers.ts';
import type { Role } from '../../functions/domain/party.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { choiceLabel } from '../choice-label.ts';
import { DEBT } from '../funding-fields.ts';
import { copiesLine } from '../office-fields.ts';
import { placeName } from '../party-fields.ts';
import { signatureBlocks } from '../signature-blocks.ts';
import { townView } from '../town-rules.ts';
import { type Source, sumOf } from './funding.ts';
import { FUNDING_SOURCE } from './rows.ts';
import { ENTERPRISE_ROLE, OPERATION_MODE, type Plan } from './schema.ts';

const BLOCK_LABELS: Readonly<Record<Role, string>> = {
  enterprise: '编制：投资运营主体',
  county: '审核：县（市、区、行委）政府',
  drc: '核准：市州发展改革部门',
};

export function planView(
  value: Plan,
  issue: { number: string; issuedOn: CalendarDate },
  title: string,
  order: readonly Role[],
) {
  const { projects, investment, debt, operation, targets } = value;
  return {
    number: issue.number,
    issuedOn: issue.issuedOn,
    title,
    drc: value.parties.drc.organization,
    county: value.parties.county.organization,
    enterprise: value.parties.enterprise.organization,
    authority: value.office.authority,
    copies: copiesLine(value.office),
    place: placeName(value.region),
    version: value.version.text,
    town: townView(value.town),
    basis: value.basis,
    land: value.land,
    industry: value.industry,
    projects: projects.map((project) => ({
      name: project.name,
      code: project.code ?? '',
      content: project.content,
      investment: wan(project.investment),
      source: choiceLabel(FUNDING_SOURCE, project.source),
      publicWelfare: project.publicWelfare,
      owner: project.owner,
    })),
    projectTotal: wan(
      sumOf(
        projects,
        FUNDING_SOURCE.options.map((option): Source => option.value),
      ),
    ),
    sources: FUNDING_SOURCE.options
      .map(({ value: source, label }) => ({ label, amount: sumOf(projects, [source]) }))
      .filter(({ amount }) => amount > 0),
    investment: {
      total: investment.total,
      governmentReason: investment.governmentReason ?? '',
      financing: investment.financing,
    },
    debt: {
      warned: choiceLabel(DEBT.fields.warned, debt.warned),
      isWarned: debt.warned === 'yes',
      warnedSource: debt.warnedSource,
      reason: debt.reason ?? '',
    },
    period: value.period,
    targets: targets.map((target) => ({
      ...target,
      year: String(target.year),
      investment: wan(target.investment),
      tax: wan(target.tax),
    })),
    operation: {
      mode: choiceLabel(OPERATION_MODE, operation.mode),
      role: choiceLabel(ENTERPRISE_ROLE, operation.role),
      mechanism: operation.mechanism,
    },
    safeguards: value.safeguards,
    exitClause: value.exit.clause,
    signBy: value.signing.signBy,
    signatures: signatureBlocks(value, order, BLOCK_LABELS),
  };
}

/** 万元 as a decimal without its unit, for a column that names the unit. */
function wan(fen: number): string {
  return writeScaled(Math.round(fen / FEN_PER_STEP), 2);
}
