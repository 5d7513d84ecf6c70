// What must hold between the fields of a removal decision: each cause has its own proof and its own consequence.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { officeRules } from '../office-fields.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import { serviceRules } from '../service-fields.ts';
import type { Removal } from './schema.ts';

export function removalRules(value: Removal, today: CalendarDate): Problem[] {
  return [
    ...jointRules(value, today),
    ...officeRules(value.office),
    ...serviceRules(value.service),
    ...groundRules(value),
    ...hearingRules(value, today),
    ...effectRules(value),
  ];
}

function groundRules({ grounds }: Removal): Problem[] {
  const breach = grounds.cause === 'breach';
  return found(
    breach &&
      !grounds.pledge && {
        path: 'grounds.pledge',
        code: 'grounds.pledge',
        message: '违反三级联签承诺的，请填写承诺编码',
      },
    !breach &&
      grounds.pledge !== undefined && {
        path: 'grounds.pledge',
        code: 'grounds.no-breach',
        message:
          '违反承诺的应全额退还创建奖补资金（第二十四条），事由请改选违反三级联签承诺；没有违反承诺的，请清空承诺编码',
      },
    breach &&
      !grounds.plan && {
        path: 'grounds.plan',
        code: 'grounds.plan',
        message: '违反承诺的按创建方案要求退出（第二十四条），请填写创建方案文号',
      },
    breach &&
      grounds.granted === undefined && {
        path: 'grounds.granted',
        code: 'grounds.granted',
        message: '违反承诺的应全额退还创建奖补资金（第二十四条），请填写已拨付的金额，没有拨付的填0',
      },
    !breach &&
      grounds.granted !== undefined && {
        path: 'grounds.granted',
        code: 'grounds.no-refund',
        message:
          '只有违反承诺的才全额退还创建奖补资金（第二十四条），请清空金额；同时违反承诺的，事由改选违反三级联签承诺',
      },
    grounds.cause === 'not-rectified' &&
      !grounds.review && {
        path: 'grounds.review',
        code: 'grounds.review',
        message: '逾期未整改到位须经复查认定，请填写复查意见书文号',
      },
    grounds.cause.startsWith('evaluation-') &&
      !grounds.evaluation && {
        path: 'grounds.evaluation',
        code: 'grounds.evaluation',
        message: '考核评估由省级发展改革部门组织（第二十五条），请填写考核评估结果文件的名称和文号',
      },
  );
}

function hearingRules({ hearing }: Removal, today: CalendarDate): Problem[] {
  const { informedOn, until, made, opinion } = hearing;
  return found(
    until <= informedOn && {
      path: 'hearing.until',
      code: 'hearing.order',
      message: `陈述申辩期限应在告知送达（${informedOn}）之后届满，请核对`,
    },
    until >= today && {
      path: 'hearing.until',
      code: 'hearing.running',
      message: '陈述申辩期限尚未届满，不能作出决定，请待期限届满后再签发',
    },
    made === 'made' &&
      !opinion && {
        path: 'hearing.opinion',
        code: 'hearing.opinion',
        message: '提出陈述、申辩的，应当复核并说明是否采纳，请填写复核意见，不少于10字',
      },
    made === 'none' &&
      opinion !== undefined && {
        path: 'hearing.opinion',
        code: 'hearing.nothing-made',
        message: '没有提出陈述、申辩的，请清空复核意见；提出了的，请改选',
      },
  );
}

function effectRules({ effect, signing }: Removal): Problem[] {
  return found(
    effect.from < signing.signBy && {
      path: 'effect.from',
      code: 'effect.before-receipt',
      message: `决定送达后才生效，生效日期不能早于签收截止日期 ${signing.signBy}，请改填其中一个`,
    },
  );
}
