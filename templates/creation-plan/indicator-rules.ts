// The indicators of a plan: what must be filled in, and what is pointed out without being refused.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { appliesTo, type Indicator, indicatorsOn, limitWords, standingOf } from '../indicators.ts';
import { found } from '../problems.ts';
import { TYPED_INDICATORS } from './indicator-fields.ts';
import { indicatorValues } from './indicator-values.ts';
import type { Plan } from './schema.ts';
import { lastTyped } from './years.ts';

const TYPED: ReadonlySet<string> = new Set(TYPED_INDICATORS);

export function indicatorRules(value: Plan, today: CalendarDate): Problem[] {
  const { targets, town, indicators } = value;
  const asked = indicatorsOn(today).filter(
    (indicator) => TYPED.has(indicator.id) && appliesTo(indicator, town.category),
  );
  return found(
    ...asked.flatMap((indicator) => {
      const { now, end, path } = indicatorValues(value, indicator.id);
      return [
        now === undefined && {
          path: `indicators.${indicator.id}.now`,
          code: 'indicator.now',
          message: `请填写“${indicator.name}”的现状值，尚未发生的填0`,
        },
        end === undefined &&
          targets.length > 0 && {
            path,
            code: 'indicator.end',
            message: `请填写“${indicator.name}”最后一年（${targets.at(-1)!.year}年）的目标`,
          },
      ];
    }),
    ...TYPED_INDICATORS.map((id) => {
      const last = lastTyped(indicators[id]);
      return (
        last > targets.length && {
          path: `indicators.${id}.y${last}`,
          code: 'indicator.year-without-target',
          message: `年度目标只有${targets.length}行，没有第${last}年，请删去此数，或在年度目标中增加年度`,
        }
      );
    }),
  );
}

/** The thresholds hold 原则上, and provinces differ: a value beyond one is pointed out beside it. */
export function planWarnings(value: Plan, today: CalendarDate): Problem[] {
  return indicatorsOn(today)
    .filter((indicator) => appliesTo(indicator, value.town.category))
    .flatMap((indicator) => {
      const { end, path, reason } = indicatorValues(value, indicator.id);
      return end === undefined ? [] : warning(indicator, end, path, reason);
    });
}

function warning(indicator: Indicator, end: number, path: string, reason: string | undefined): Problem[] {
  const { name, unit, encouraged, from } = indicator;
  const source = `${indicator.source}（${indicator.number}，${dayWords(from)}起）`;
  const standing = standingOf(indicator, end);
  if (standing === 'met') return [];
  const shown = `${Number(end.toFixed(4))}${unit}`;
  if (standing === 'not-encouraged') {
    return [
      {
        path,
        code: `indicator.${indicator.id}-not-encouraged`,
        message: `${name}为${shown}，而${source}鼓励${limitWords(indicator, encouraged!)}，请再核对是否确有需要`,
      },
    ];
  }
  const advice = reason ? '已填写说明，说明载入方案，请再核对' : '请核对；确有本地依据的，填写说明，载入方案';
  return [
    {
      path,
      code: `indicator.${indicator.id}`,
      message: `${name}为${shown}，而${source}要求原则上${limitWords(indicator, indicator.value)}，${advice}`,
    },
  ];
}

/** 2021年9月27日 */
function dayWords(day: CalendarDate): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
