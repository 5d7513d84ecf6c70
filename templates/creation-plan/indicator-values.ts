// What a plan says of each indicator, wherever in the form it stands.
import { FEN_PER_WAN } from '../../functions/domain/form/numbers.ts';
import type { IndicatorId } from '../indicators.ts';
import { total, yearCount, yearOf } from './funding.ts';
import type { Plan } from './schema.ts';
import { YEARS } from './years.ts';

/** 1 km² = 1,500 亩. */
const MU_PER_KM2 = 1500;

/** In the indicator's unit; what is not known is undefined. */
export interface IndicatorValues {
  now?: number | undefined;
  years: (number | undefined)[];
  /** At the end of the creation period: what the threshold is held against. */
  end?: number | undefined;
  /** The field beside which to speak of `end`. */
  path: string;
  reason?: string | undefined;
}

export function indicatorValues(plan: Plan, id: IndicatorId): IndicatorValues {
  const { town, land, indicators } = plan;
  switch (id) {
    case 'areaLeast':
    case 'areaMost':
      return planned(plan, { end: town.area, path: 'town.area', reason: town.areaReason });
    case 'construction':
      return planned(plan, {
        now: land.existing,
        end: land.construction,
        path: 'land.construction',
        reason: indicators.construction.reason,
      });
    case 'residential':
      return planned(plan, { end: town.residentialShare, path: 'town.residentialShare' });
    case 'featured':
      return grown(plan, (invested, featured) => (featured / invested) * 100, 'projects', id);
    case 'investmentPerMu':
      return grown(
        plan,
        (invested) => invested / FEN_PER_WAN / (land.construction * MU_PER_KM2),
        'investment.total',
        id,
      );
    default: {
      const typed = indicators[id];
      const years = YEARS.slice(0, yearCount(plan)).map((year) => typed[year]);
      const last = plan.targets.length - 1;
      return {
        now: typed.now,
        years,
        end: years[last],
        path: `indicators.${id}.${YEARS[last] ?? 'now'}`,
        reason: typed.reason,
      };
    }
  }
}

/** Fixed by the plan for its end; nothing is said of the years between. */
function planned(plan: Plan, values: Omit<IndicatorValues, 'years'>): IndicatorValues {
  const last = plan.targets.length - 1;
  const years = Array.from({ length: yearCount(plan) }, (_, index) =>
    index === last ? values.end : undefined,
  );
  return { ...values, years };
}

/** From what has been invested, in all and in the leading industry, up to the end of each year (fen). */
function grown(
  plan: Plan,
  measure: (invested: number, featured: number) => number,
  path: string,
  id: 'featured' | 'investmentPerMu',
): IndicatorValues {
  const { projects } = plan;
  const upTo = (index: number, counts?: (project: Plan['projects'][number]) => boolean) =>
    total(Array.from({ length: index + 1 }, (_, before) => yearOf(projects, before, counts)));
  const finite = (value: number) => (Number.isFinite(value) ? value : undefined);
  const all = total(projects.map(({ investment }) => investment));
  const featured = total(projects.filter((one) => one.featured).map(({ investment }) => investment));
  return {
    years: Array.from({ length: yearCount(plan) }, (_, index) =>
      finite(
        measure(
          upTo(index),
          upTo(index, (one) => one.featured),
        ),
      ),
    ),
    end: finite(measure(all, featured)),
    path,
    reason: plan.indicators[id].reason,
  };
}
