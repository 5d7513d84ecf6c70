// The tables of indicators: one that holds the end against the requirement, one year by year.
import type { CalendarDate } from '../../functions/domain/time.ts';
import {
  appliesTo,
  type Indicator,
  indicatorsOn,
  limitWords,
  type Standing,
  standingOf,
} from '../indicators.ts';
import { indicatorValues } from './indicator-values.ts';
import type { Plan } from './schema.ts';

const NOTHING = '—';
const NOT_ASKED = '不适用';

const STANDING: Readonly<Record<Standing, string>> = {
  met: '符合',
  'not-encouraged': '符合',
  missed: '未达到',
};

export function indicatorView(plan: Plan, day: CalendarDate) {
  const indicators = indicatorsOn(day);
  return {
    source: sources(indicators),
    rows: indicators.map((indicator) => row(indicator, plan)),
    reasons: indicators.flatMap((indicator) => {
      const { reason } = indicatorValues(plan, indicator.id);
      // The area has its reason in the chapter on space.
      return reason && !indicator.id.startsWith('area') ? [`关于${indicator.name}的说明：${reason}`] : [];
    }),
  };
}

function row(indicator: Indicator, plan: Plan) {
  const { now, years, end } = indicatorValues(plan, indicator.id);
  const asked = appliesTo(indicator, plan.town.category);
  const print = (value: number | undefined) =>
    value === undefined ? '' : decimal(value, indicator.decimals);
  return {
    name: indicator.name,
    unit: indicator.unit,
    requirement: asked ? requirement(indicator) : NOT_ASKED,
    // What is not asked of this class is printed all the same if it was typed.
    none: asked ? NOTHING : NOT_ASKED,
    now: print(now),
    years: years.map(print),
    end: print(end),
    standing: !asked ? NOT_ASKED : end === undefined ? NOTHING : STANDING[standingOf(indicator, end)],
  };
}

/** Each source once, with its number. */
function sources(indicators: readonly Indicator[]): string {
  return [...new Set(indicators.map(({ source, number }) => `${source}（${number}）`))].join('、');
}

function requirement(indicator: Indicator): string {
  const { encouraged, value } = indicator;
  const words = (limit: number) => limitWords({ ...indicator, unit: '' }, limit);
  return encouraged === undefined ? words(value) : `${words(value)}\n鼓励${words(encouraged)}`;
}

/** Without trailing zeros: 35 and 2.5, not 35.0. */
function decimal(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}
