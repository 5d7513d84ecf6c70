// What must hold between the fields of a plan.
import type { Problem } from '../../functions/domain/form/field.ts';
import { FEN_PER_WAN } from '../../functions/domain/form/numbers.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { debtRules, periodRules, shareRules } from '../funding-fields.ts';
import { officeRules } from '../office-fields.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import { townRules } from '../town-rules.ts';
import { sumOf } from './funding.ts';
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
    ...exitRules(value),
  ];
}

function landRules({ land, town }: Plan): Problem[] {
  return found(
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
  );
}

function investmentRules(value: Plan): Problem[] {
  const { projects, investment, debt } = value;
  const sum = sumOf(projects, ['own', 'loan', 'social', 'fiscal', 'bond']);
  return [
    ...found(
      sum !== investment.total && {
        path: 'investment.total',
        code: 'investment.sum',
        message: `项目清单各项投资之和为${wan(sum)}，与总投资${wan(investment.total)}不符，请核对`,
      },
      ...projects.map(
        (project, index) =>
          project.source === 'bond' &&
          !project.publicWelfare && {
            path: `projects.${index}.source`,
            code: 'project.bond',
            message:
              '政府专项债券只能用于收益与融资实现平衡的非产业化公益性资本支出项目（第九条），请改选资金来源，或勾选项目性质',
          },
      ),
      ...projects.map(
        (project, index) =>
          project.investment <= 0 && {
            path: `projects.${index}.investment`,
            code: 'project.investment-zero',
            message: '项目投资应大于0，请核对，或删去此项目',
          },
      ),
    ),
    ...shareRules(
      sumOf(projects, ['fiscal', 'bond']),
      sum,
      investment.governmentReason,
      'investment.governmentReason',
    ),
    ...debtRules(debt, sumOf(projects, ['bond'])),
  ];
}

function targetRules({ targets, period, investment }: Plan): Problem[] {
  const sum = targets.reduce((total, target) => total + target.investment, 0);
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
      message: `各年度投资之和为${wan(sum)}，与总投资${wan(investment.total)}不符，请核对`,
    },
  );
}

/** 不得退出, 不予退还, 无需返还: the words that a clause needs, said to the contrary. 不得不退出 is no such thing. */
const DENIED =
  /(?:(?<!不得)不(?:得|予|再|必|用|需|须|应|能|可|会|宜)?|无[需须]|毋[需须]|免[予于除])(?:全额|全部|部分|继续|再|予以)?(?:退出|退还|返还)/;

/** Art. 24 has breaches follow the plan, so the plan must say what follows. */
function exitRules({ exit }: Plan): Problem[] {
  const { clause } = exit;
  // 逾期不退还的 is a condition, and what follows from it is in the next part.
  const denied = clause.split(/[，。；：\n]/).some((part) => !part.endsWith('的') && DENIED.test(part));
  const says = /退出/.test(clause) && /(退还|返还)/.test(clause) && /奖补资金/.test(clause) && !denied;
  return found(
    !exit.included && {
      path: 'exit.included',
      code: 'exit.missing',
      message: '没有退出与退还条款的创建方案不能签发（第二十四条），请写明条款并勾选确认',
    },
    !says && {
      path: 'exit.clause',
      code: 'exit.clause',
      message: '条款应写明退出创建名单，并写明退还（或返还）创建奖补资金，不能写不退出、不退还，请补充或改正',
    },
  );
}

function wan(fen: number): string {
  return `${fen / FEN_PER_WAN}万元`;
}
