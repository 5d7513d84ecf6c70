// What the template of a plan sees.
import type { Role } from '../../functions/domain/party.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { choiceLabel } from '../choice-label.ts';
import { commonView } from '../common-row.ts';
import { DEBT } from '../funding-fields.ts';
import { categoryWords } from '../indicators.ts';
import { copiesLine } from '../office-fields.ts';
import { signatureBlocks } from '../signature-blocks.ts';
import { townView } from '../town-rules.ts';
import { wanyuan } from '../wanyuan.ts';
import { DUTIES, TASKS } from './duties.ts';
import { sumOf, total, yearCount, yearOf } from './funding.ts';
import { indicatorView } from './indicator-view.ts';
import { FUNDING_SOURCE } from './rows.ts';
import { ENTERPRISE_ROLE, OPERATION_MODE, type Plan } from './schema.ts';
import { YEARS } from './years.ts';

const CAPACITIES: Readonly<Record<Role, string>> = {
  enterprise: '编制',
  county: '审核',
  drc: '核准',
};

export function planView(
  value: Plan,
  issue: { number: string; issuedOn: CalendarDate },
  title: string,
  order: readonly Role[],
) {
  const { land, projects, investment, debt, operation, targets, refund } = value;
  const town = townView(value.town);
  const invested = total(projects.map((project) => project.investment));
  return {
    ...commonView(value, issue),
    title,
    enterpriseCode: value.parties.enterprise.code,
    authority: value.office.authority,
    copies: copiesLine(value.office),
    version: value.version.text,
    town: { ...town, category: categoryWords(value.town.category, town.category) },
    basis: value.basis,
    land: { ...land, added: (Math.round(land.construction * 100) - Math.round(land.existing * 100)) / 100 },
    industry: value.industry,
    construction: value.construction,
    ...yearColumns(value),
    projects: projects.map((project) => ({
      name: project.name,
      code: project.code ?? '',
      content: project.content,
      investment: wanyuan(project.investment),
      annual: YEARS.slice(0, yearCount(value)).map((year) => {
        const amount = project.annual[year];
        return amount ? wanyuan(amount) : '';
      }),
      featured: project.featured,
      source: choiceLabel(FUNDING_SOURCE, project.source),
      publicWelfare: project.publicWelfare,
      owner: project.owner,
    })),
    projectTotal: wanyuan(invested),
    projectCount: projects.length,
    annualTotals: Array.from({ length: yearCount(value) }, (_, index) => wanyuan(yearOf(projects, index))),
    sources: FUNDING_SOURCE.options
      .map(({ value: source, label }) => ({ label, amount: sumOf(projects, [source]) }))
      .filter(({ amount }) => amount > 0)
      .map(({ label, amount }) => ({
        label,
        amount: wanyuan(amount),
        share: share(amount, invested),
        projects: projects.filter(({ source }) => choiceLabel(FUNDING_SOURCE, source) === label).length,
      })),
    investment: { ...investment, governmentReason: investment.governmentReason ?? '' },
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
      investment: wanyuan(target.investment),
    })),
    targetTotal: wanyuan(total(targets.map((target) => target.investment))),
    indicators: indicatorView(value, issue.issuedOn),
    operation: {
      ...operation,
      mode: choiceLabel(OPERATION_MODE, operation.mode),
      role: choiceLabel(ENTERPRISE_ROLE, operation.role),
    },
    duties: (Object.keys(TASKS) as (keyof typeof TASKS)[]).map((area) => ({
      area: DUTIES.fields[area].label,
      task: TASKS[area],
      lead: value.duties[area].lead,
      support: value.duties[area].support ?? '—',
    })),
    safeguards: value.safeguards,
    exitClause: value.exit.clause,
    refund: { ...refund, received: refund.received ?? 0, document: refund.document ?? '' },
    signatures: signatureBlocks(value, order, CAPACITIES),
  };
}

/** The heads of the tables that go by year, and how wide their columns are. */
function yearColumns(value: Plan) {
  const count = yearCount(value);
  const repeated = (word: string) => Array.from({ length: count }, () => word).join(' ');
  return {
    years: Array.from({ length: count }, (_, index) => {
      const target = value.targets[index];
      return target ? `${target.year}年` : `第${index + 1}年`;
    }),
    lastYear: value.targets.length > 0 ? `${value.targets.at(-1)!.year}年` : '期末',
    annualColumns: `7 29 31 11 ${repeated('10')}`,
    annualAlign: `center left left decimal ${repeated('decimal')}`,
    indicatorColumns: `3 17 6 5 ${repeated('5')}`,
    indicatorAlign: `center left center center ${repeated('center')}`,
  };
}

/** Percent with one decimal. */
function share(part: number, whole: number): string {
  return whole > 0 ? `${((part / whole) * 100).toFixed(1)}%` : '—';
}
