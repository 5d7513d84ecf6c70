// The bottom lines that a town must keep, whatever document speaks of it.
import type { Problem, ValueOf } from '../functions/domain/form/field.ts';
import { choiceLabel } from './choice-label.ts';
import { found } from './problems.ts';
import {
  ENTITY_NATURE,
  LEADING_INDUSTRY,
  LINE_CONCLUSION,
  RESIDENTS,
  TOWN,
  TOWN_CATEGORY,
} from './town-fields.ts';

export type Town = ValueOf<typeof TOWN>;

/** km², 青政办〔2021〕5号 art. 14: 原则上, so a written reason may override both. */
const AREA = { least: 1, most: 5 };

/** Art. 14: for these the upper bound 可适当提高; the lower stays. */
const UPPER_BOUND_LIFTED: ReadonlySet<string> = new Set(['culture-tourism', 'sports', 'rural']);

/** Percent; 发改规划〔2021〕1383号, indicator 13. */
const MOST_RESIDENTIAL = 30;

const LINES = ['ecology', 'farmland', 'urban'] as const;

export function townRules(town: Town): Problem[] {
  const tooSmall = town.area < AREA.least;
  const tooLarge = town.area > AREA.most && !UPPER_BOUND_LIFTED.has(town.category);
  return found(
    town.nature !== 'cluster' && {
      path: 'town.nature',
      code: 'town.nature',
      message: `${choiceLabel(ENTITY_NATURE, town.nature)}不得命名为特色小镇（青政办〔2021〕5号第一条），不能创建此文书`,
    },
    town.industry === 'other' &&
      !town.industryDetail && {
        path: 'town.industryDetail',
        code: 'town.industry-detail',
        message: '主导产业选“其他”的，请说明是什么产业',
      },
    town.area <= 0 && {
      path: 'town.area',
      code: 'town.area-zero',
      message: '规划面积应大于0，请核对',
    },
    tooSmall &&
      !town.areaReason && {
        path: 'town.areaReason',
        code: 'town.area-small',
        message: `规划面积原则上不小于${AREA.least}平方公里（第十四条），请核对面积，或填写不少于10字的理由`,
      },
    tooLarge &&
      !town.areaReason && {
        path: 'town.areaReason',
        code: 'town.area-large',
        message: `此类型小镇规划面积原则上不大于${AREA.most}平方公里（第十四条），请核对面积，或填写不少于10字的理由`,
      },
    ...LINES.map(
      (line) =>
        town.controlLines[line].conclusion === 'conflict' && {
          path: `town.controlLines.${line}.conclusion`,
          code: 'control-line.conflict',
          message: `规划范围与${TOWN.fields.controlLines.fields[line].label}冲突（第十五条），请先调整规划范围并重新取得审查意见`,
        },
    ),
    town.residents === 'whole' && {
      path: 'town.residents',
      code: 'residents.whole',
      message: '不得将原住居民整体迁出（第十五条），请调整方案，留存原住居民生活空间',
    },
    town.residents === 'partial' &&
      !town.residentsPlan && {
        path: 'town.residentsPlan',
        code: 'residents.plan',
        message: '部分搬迁的，请填写安置与留存生活空间的安排，不少于10字',
      },
    town.residentialShare > MOST_RESIDENTIAL && {
      path: 'town.residentialShare',
      code: 'town.residential-share',
      message: `住宅用地比例不得超过${MOST_RESIDENTIAL}%（发改规划〔2021〕1383号），请调整用地结构`,
    },
  );
}

/** The town with its choices in words, every key present. */
export function townView(town: Town) {
  return {
    ...town,
    nature: choiceLabel(ENTITY_NATURE, town.nature),
    category: choiceLabel(TOWN_CATEGORY, town.category),
    industry: [
      town.industry === 'other' ? '' : choiceLabel(LEADING_INDUSTRY, town.industry),
      town.industryDetail ?? '',
    ]
      .filter(Boolean)
      .join('：'),
    areaReason: town.areaReason ?? '',
    residents: choiceLabel(RESIDENTS, town.residents),
    residentsPlan: town.residentsPlan ?? '',
    controlLines: LINES.map((line) => ({
      name: TOWN.fields.controlLines.fields[line].label,
      ...town.controlLines[line],
      conclusion: choiceLabel(LINE_CONCLUSION, town.controlLines[line].conclusion),
    })),
  };
}
