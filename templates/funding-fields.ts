// Money and debt: what a pledge and a plan both declare (青政办〔2021〕5号, arts 4, 9, 10, 16).
import type { GroupField, Problem, ValueOf } from '../functions/domain/form/field.ts';
import type { CalendarDate } from '../functions/domain/time.ts';
import { found } from './problems.ts';

export const PERIOD = {
  kind: 'group',
  label: '创建期',
  fields: {
    from: { kind: 'date', label: '起始日期' },
    to: { kind: 'date', label: '结束日期' },
  },
} as const satisfies GroupField;

export const DEBT = {
  kind: 'group',
  label: '政府债务',
  fields: {
    warned: {
      kind: 'choice',
      label: '所在县级地区是否列入政府债务风险预警',
      options: [
        { value: 'no', label: '未列入' },
        { value: 'yes', label: '已列入' },
      ],
    },
    warnedSource: {
      kind: 'text',
      label: '债务风险状况依据',
      help: '财政部门出具的文件名称、文号或日期',
      minLength: 4,
      maxLength: 80,
    },
    reason: {
      kind: 'text',
      label: '预警地区举债建设的理由',
      help: '预警地区原则上不得举债建设；确有政府举债资金的必填，不少于10字，并载入文书',
      optional: true,
      multiline: true,
      minLength: 10,
      maxLength: 300,
    },
    noImplicitDebt: {
      kind: 'flag',
      label: '确认不以任何形式新增政府隐性债务（第十条）',
    },
  },
} as const satisfies GroupField;

export const GOVERNMENT_SHARE_REASON = {
  kind: 'text',
  label: '政府投资超过一半的理由',
  help: '应以企业投入为主（第四条）；政府投资超过总投资50%的必填，不少于10字，并载入文书',
  optional: true,
  multiline: true,
  minLength: 10,
  maxLength: 300,
} as const;

export function periodRules(period: ValueOf<typeof PERIOD>, today: CalendarDate): Problem[] {
  return found(
    period.to <= today && {
      path: 'period.to',
      code: 'period.past',
      message: '创建期结束日期应在今天之后，已经结束的创建期不能再作承诺或订方案，请改填',
    },
    period.to <= period.from && {
      path: 'period.to',
      code: 'period.order',
      message: '创建期结束日期应在起始日期之后，请核对',
    },
  );
}

export function validityRules(
  validUntil: CalendarDate,
  { periodEnd, signBy, today }: { periodEnd: CalendarDate; signBy: CalendarDate; today: CalendarDate },
): Problem[] {
  return found(
    validUntil > today &&
      validUntil <= signBy && {
        path: 'term.validUntil',
        code: 'valid-until.before-sign-by',
        message: `承诺有效期截止日期应在签署截止日期 ${signBy} 之后，请改填其中一个`,
      },
    validUntil <= today && {
      path: 'term.validUntil',
      code: 'valid-until.past',
      message: '承诺有效期截止日期应在今天之后，请改填',
    },
    validUntil > today &&
      validUntil < periodEnd && {
        path: 'term.validUntil',
        code: 'valid-until.before-period-end',
        message: `承诺应覆盖整个创建期，有效期不得早于创建期结束日期 ${periodEnd}，请改填`,
      },
  );
}

/** `governmentDebt`: fen raised by government borrowing for this town. */
export function debtRules(debt: ValueOf<typeof DEBT>, governmentDebt: number): Problem[] {
  return found(
    !debt.noImplicitDebt && {
      path: 'debt.noImplicitDebt',
      code: 'debt.implicit',
      message: '不得以任何形式新增政府隐性债务（第十条），请核实资金来源后勾选确认',
    },
    debt.warned === 'yes' &&
      governmentDebt > 0 &&
      !debt.reason && {
        path: 'debt.reason',
        code: 'debt.warned',
        message:
          '债务风险预警地区原则上不得通过政府举债建设特色小镇（第十六条），请取消政府举债资金，或填写不少于10字的理由',
      },
  );
}

/** All in fen; `pathOfReason` is where the reason can be typed. */
export function shareRules(
  government: number,
  total: number,
  reason: string | undefined,
  pathOfReason: string,
): Problem[] {
  return found(
    government * 2 > total &&
      government <= total &&
      !reason && {
        path: pathOfReason,
        code: 'investment.government-share',
        message:
          '政府投资超过总投资的50%，应以企业投入为主（第四条），请调整资金结构，或填写不少于10字的理由',
      },
  );
}
