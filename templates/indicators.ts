// The 13 indicators of the national guideline, as dated data: another value is another row, not another rule.
import type { CalendarDate } from '../functions/domain/time.ts';
import type { TOWN_CATEGORY } from './town-fields.ts';

type Category = (typeof TOWN_CATEGORY)['options'][number]['value'];

/** The guideline's own name of each class: what the policy calls 农业田园类 is its 三产融合类, 体育类 its 体育运动类. */
const GUIDELINE_CLASS: Readonly<Record<Category, string>> = {
  manufacturing: '先进制造类',
  technology: '科技创新类',
  design: '创意设计类',
  digital: '数字经济类',
  finance: '金融服务类',
  trade: '商贸流通类',
  'culture-tourism': '文化旅游类',
  sports: '体育运动类',
  rural: '三产融合类',
};

export type IndicatorId =
  | 'areaLeast'
  | 'areaMost'
  | 'construction'
  | 'greening'
  | 'featured'
  | 'investmentPerMu'
  | 'productivity'
  | 'jobs'
  | 'taxPerMu'
  | 'visitors'
  | 'newEconomy'
  | 'research'
  | 'residential';

export interface Indicator {
  id: IndicatorId;
  name: string;
  unit: string;
  decimals: number;
  comparison: 'at-least' | 'at-most';
  /** In `unit`; 原则上, so a value beyond it is pointed out and never refused for it. */
  value: number;
  /** What the source would rather see, in `unit`. */
  encouraged?: number;
  /** The classes it is asked of; all if absent. */
  categories?: readonly Category[];
  from: CalendarDate;
  source: string;
  /** 发文字号 of the source. */
  number: string;
}

const GUIDELINE = {
  from: '2021-09-27',
  source: '《全国特色小镇规范健康发展导则》',
  number: '发改规划〔2021〕1383号',
};

/** 发改规划〔2021〕1383号, the table of indicators, in its order. */
export const INDICATORS: readonly Indicator[] = [
  atLeast('areaLeast', '规划用地面积下限', '平方公里', 2, 1),
  {
    ...atMost('areaMost', '规划用地面积上限', '平方公里', 2, 5),
    // 青政办〔2021〕5号 art. 14 says the same: for the three others the upper bound, and it alone, may be raised.
    categories: ['manufacturing', 'technology', 'design', 'digital', 'finance', 'trade'],
  },
  atLeast('construction', '建设用地面积', '平方公里', 2, 0.5),
  atLeast('greening', '绿化覆盖率', '%', 1, 30),
  atLeast('featured', '特色产业投资占总投资比例', '%', 1, 60),
  atLeast('investmentPerMu', '建设期内建设用地亩均累计投资额', '万元/亩', 1, 200),
  atLeast('productivity', '全员劳动生产率', '万元/人', 1, 20),
  atLeast('jobs', '吸纳就业人数', '人', 0, 2000),
  atLeast('taxPerMu', '建设用地亩均年缴纳税收额', '万元/亩', 1, 10),
  { ...atLeast('visitors', '年接待游客人数', '万人次', 1, 50), categories: ['culture-tourism'] },
  atLeast('newEconomy', '“三新”经济增加值占生产总值比例', '%', 1, 20),
  {
    ...atLeast('research', '研发经费投入强度', '%', 1, 2.5),
    categories: ['manufacturing', 'technology', 'design', 'digital'],
  },
  { ...atMost('residential', '住宅用地占建设用地比例', '%', 2, 30), encouraged: 25 },
];

/** One row per indicator, the latest whose day has come by `day`; none before the first source. */
export function indicatorsOn(day: CalendarDate, rows: readonly Indicator[] = INDICATORS): Indicator[] {
  const latest = new Map<IndicatorId, Indicator>();
  for (const row of rows) {
    if (row.from <= day && row.from >= (latest.get(row.id)?.from ?? '')) latest.set(row.id, row);
  }
  return [...latest.values()];
}

export function appliesTo({ categories }: Indicator, category: string): boolean {
  return !categories || categories.some((one) => one === category);
}

export type Standing = 'met' | 'not-encouraged' | 'missed';

/** `value` in the indicator's unit, exact. */
export function standingOf(indicator: Indicator, value: number): Standing {
  const within = (limit: number) => (indicator.comparison === 'at-least' ? value >= limit : value <= limit);
  if (!within(indicator.value)) return 'missed';
  return indicator.encouraged === undefined || within(indicator.encouraged) ? 'met' : 'not-encouraged';
}

/** 不低于30% */
export function limitWords({ comparison, unit }: Indicator, value: number): string {
  return `${comparison === 'at-least' ? '不低于' : '不高于'}${value.toLocaleString('en-US')}${unit}`;
}

/** 农业田园类（对应国家导则三产融合类）, or the label alone where both use one name. */
export function categoryWords(category: string, label: string): string {
  const own = GUIDELINE_CLASS[category as Category];
  return own === label ? label : `${label}（对应国家导则${own}）`;
}

function atLeast(id: IndicatorId, name: string, unit: string, decimals: number, value: number): Indicator {
  return { id, name, unit, decimals, comparison: 'at-least', value, ...GUIDELINE };
}

function atMost(id: IndicatorId, name: string, unit: string, decimals: number, value: number): Indicator {
  return { id, name, unit, decimals, comparison: 'at-most', value, ...GUIDELINE };
}
