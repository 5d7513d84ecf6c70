// Projects, their years and their sources add up, and public money keeps within arts 4, 9 and 16.
import type { Problem } from '../../functions/domain/form/field.ts';
import { debtRules, shareRules } from '../funding-fields.ts';
import { found } from '../problems.ts';
import { wanyuan } from '../wanyuan.ts';
import { sumOf, total, yearOf, yearsOf } from './funding.ts';
import type { Plan } from './schema.ts';
import { lastTyped } from './years.ts';

export function investmentRules(value: Plan): Problem[] {
  const { projects, investment, debt } = value;
  const sum = total(projects.map((project) => project.investment));
  return [
    ...found(
      sum !== investment.total && {
        path: 'investment.total',
        code: 'investment.sum',
        message: `项目清单各项投资之和为${wanyuan(sum)}万元，与总投资${wanyuan(investment.total)}万元不符，请核对`,
      },
    ),
    ...projects.flatMap((project, index) => projectRules(project, `projects.${index}`)),
    ...yearRules(value),
    ...shareRules(
      sumOf(projects, ['fiscal', 'bond']),
      sum,
      investment.governmentReason,
      'investment.governmentReason',
    ),
    ...debtRules(debt, sumOf(projects, ['bond'])),
  ];
}

function projectRules(project: Plan['projects'][number], path: string): Problem[] {
  const years = yearsOf(project);
  return found(
    project.source === 'bond' &&
      !project.publicWelfare && {
        path: `${path}.source`,
        code: 'project.bond',
        message:
          '政府专项债券只能用于收益与融资实现平衡的非产业化公益性资本支出项目（第九条），请改选资金来源，或勾选项目性质',
      },
    project.investment <= 0 && {
      path: `${path}.investment`,
      code: 'project.investment-zero',
      message: '项目投资应大于0，请核对，或删去此项目',
    },
    years !== project.investment && {
      path: `${path}.investment`,
      code: 'project.annual-sum',
      message: `此项目各年度投资之和为${wanyuan(years)}万元，与总投资${wanyuan(project.investment)}万元不符，请核对`,
    },
  );
}

function yearRules({ projects, targets }: Plan): Problem[] {
  return found(
    ...projects.map(({ annual }, index) => {
      const last = lastTyped(annual);
      return (
        last > targets.length && {
          path: `projects.${index}.annual.y${last}`,
          code: 'project.year-without-target',
          message: `年度目标只有${targets.length}行，没有第${last}年，请删去此数，或在年度目标中增加年度`,
        }
      );
    }),
    ...targets.map((target, index) => {
      const sum = yearOf(projects, index);
      return (
        sum !== target.investment && {
          path: `targets.${index}.investment`,
          code: 'target.projects',
          message: `各项目第${index + 1}年投资之和为${wanyuan(sum)}万元，与${target.year}年的当年投资${wanyuan(target.investment)}万元不符，请核对`,
        }
      );
    }),
  );
}
