// What the form asks about the 13 indicators: six follow from other fields of the plan, seven are typed.
import type { GroupField, NumberField } from '../../functions/domain/form/field.ts';
import { INDICATORS, type IndicatorId, limitWords } from '../indicators.ts';
import { TOWN_CATEGORY } from '../town-fields.ts';
import { eachYear } from './years.ts';

const reason = (what: string) =>
  ({
    kind: 'text',
    label: '说明',
    help: `${what}未达到国家要求的，说明原因和本地依据，不少于10字，载入方案`,
    optional: true,
    multiline: true,
    minLength: 10,
    maxLength: 300,
  }) as const;

const MOST: Partial<Record<IndicatorId, number>> = { greening: 100, newEconomy: 100, research: 100 };

function typed(id: IndicatorId) {
  const indicator = INDICATORS.findLast((row) => row.id === id)!;
  const number: Omit<NumberField, 'label'> = {
    kind: 'number',
    unit: indicator.unit,
    decimals: indicator.decimals,
    min: 0,
    max: MOST[id] ?? 1_000_000,
  };
  const classes = indicator.categories
    ?.map((category) => TOWN_CATEGORY.options.find(({ value }) => value === category)!.label)
    .join('、');
  const help = `原则上${limitWords(indicator, indicator.value)}${classes ? `，适用于${classes}；其他类型可不填` : ''}`;
  const now: NumberField & { optional: true } = { ...number, label: '现状值', optional: true };
  return {
    kind: 'group',
    label: indicator.name,
    help,
    fields: { now, ...eachYear<NumberField>(number, '目标'), reason: reason('期末目标') },
  } as const;
}

const calculated = (label: string, help: string) =>
  ({ kind: 'group', label, help, fields: { reason: reason('该值') } }) as const;

export const INDICATOR_FIELDS = {
  kind: 'group',
  label: '指标',
  help: '国家导则13项指标。第几年对应年度目标的第几行，最后一年必填，其他年度可不填。规划面积、建设用地、投资和住宅用地6项由系统根据所填内容计算',
  fields: {
    greening: typed('greening'),
    productivity: typed('productivity'),
    jobs: typed('jobs'),
    taxPerMu: typed('taxPerMu'),
    visitors: typed('visitors'),
    newEconomy: typed('newEconomy'),
    research: typed('research'),
    construction: calculated('建设用地面积', '取自空间布局与用地'),
    featured: calculated('特色产业投资占总投资比例', '由项目清单中勾选的特色产业投资计算'),
    investmentPerMu: calculated('建设用地亩均累计投资额', '由总投资和建设用地面积计算'),
  },
} as const satisfies GroupField;

export const TYPED_INDICATORS = [
  'greening',
  'productivity',
  'jobs',
  'taxPerMu',
  'visitors',
  'newEconomy',
  'research',
] as const satisfies readonly IndicatorId[];
