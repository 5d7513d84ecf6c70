// What must hold between the fields of a plan.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { periodRules } from '../funding-fields.ts';
import { officeRules } from '../office-fields.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import { townRules } from '../town-rules.ts';
import { wanyuan } from '../wanyuan.ts';
import { exitRules } from './exit-rules.ts';
import { total } from './funding.ts';
import { indicatorRules } from './indicator-rules.ts';
import { investmentRules } from './investment-rules.ts';
import type { Plan } from './schema.ts';

export function planRules(value: Plan, today: CalendarDate): Problem[] {
  return [
    ...jointRules(value, today),
    ...townRules(value.town),
    ...officeRules(value.office),
    ...landRules(value),
    ...investmentRules(value),
    ...periodRules(value.period, today),
    ...targetRules(value),
    ...indicatorRules(value, today),
    ...exitRules(value),
  ];
}

function landRules({ land, town }: Plan): Problem[] {
  const { production, living, ecology } = land.spaces;
  // Typed with one decimal: tenths are whole numbers.
  const tenths = total([production, living, ecology].map((share) => Math.round(share * 10)));
  return found(
    land.construction <= 0 && {
      path: 'land.construction',
      code: 'land.construction-zero',
      message: '建设用地面积应大于0，请核对',
    },
    land.construction > town.area && {
      path: 'land.construction',
      code: 'land.construction-more',
      message: '建设用地面积不能大于规划面积，请核对',
    },
    land.existing > land.construction && {
      path: 'land.existing',
      code: 'land.existing-more',
      message: '盘活存量建设用地包含在建设用地之内，不能大于建设用地面积，请核对',
    },
    land.collective > land.construction && {
      path: 'land.collective',
      code: 'land.collective-more',
      message: '集体经营性建设用地包含在建设用地之内，不能大于建设用地面积，请核对',
    },
    tenths !== 1000 && {
      path: 'land.spaces.ecology',
      code: 'land.spaces-sum',
      message: `生产、生活、生态空间比例之和为${tenths / 10}%，应为100%，请核对`,
    },
  );
}

function targetRules({ targets, period, investment }: Plan): Problem[] {
  const sum = total(targets.map((target) => target.investment));
  const [first, last] = [Number(period.from.slice(0, 4)), Number(period.to.slice(0, 4))];
  return found(
    ...targets.map(
      ({ year }, index) =>
        (year < first || year > last) && {
          path: `targets.${index}.year`,
          code: 'target.year-outside',
          message: `年度应在创建期（${first}年至${last}年）之内，请改填`,
        },
    ),
    ...targets.map(
      ({ year }, index) =>
        index > 0 &&
        year <= targets[index - 1]!.year && {
          path: `targets.${index}.year`,
          code: 'target.year-order',
          message: '年度应逐行递增、不重复，请调整',
        },
    ),
    sum !== investment.total && {
      path: 'targets',
      code: 'target.sum',
      message: `各年度投资之和为${wanyuan(sum)}万元，与总投资${wanyuan(investment.total)}万元不符，请核对`,
    },
  );
}
