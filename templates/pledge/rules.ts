// What must hold between the fields of a pledge.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { debtRules, periodRules, shareRules, validityRules } from '../funding-fields.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import { townRules } from '../town-rules.ts';
import type { Pledge } from './schema.ts';

export function pledgeRules(value: Pledge, today: CalendarDate): Problem[] {
  const { investment, subsidy } = value;
  return [
    ...jointRules(value, today),
    ...townRules(value.town),
    ...found(
      investment.total <= 0 && {
        path: 'investment.total',
        code: 'investment.total-zero',
        message: '总投资应大于0，请核对',
      },
      investment.government > investment.total && {
        path: 'investment.government',
        code: 'investment.government-more',
        message: '政府投资不能大于总投资，请核对',
      },
      investment.governmentDebt > investment.government && {
        path: 'investment.governmentDebt',
        code: 'investment.debt-more',
        message: '政府举债资金包含在政府投资之内，不能大于政府投资，请核对',
      },
    ),
    ...shareRules(
      investment.government,
      investment.total,
      investment.governmentReason,
      'investment.governmentReason',
    ),
    ...periodRules(value.period, today),
    ...debtRules(value.debt, investment.governmentDebt),
    ...found(
      (subsidy.received ?? 0) > 0 &&
        !subsidy.document && {
          path: 'subsidy.document',
          code: 'subsidy.document',
          message: '已收到创建奖补资金的，请填写下达文号',
        },
      (subsidy.received ?? 0) === 0 &&
        subsidy.document !== undefined && {
          path: 'subsidy.received',
          code: 'subsidy.received',
          message: '填写了下达文号，请填写已收到的金额；尚未收到的，请清空文号',
        },
    ),
    ...validityRules(value.term.validUntil, {
      periodEnd: value.period.to,
      signBy: value.signing.signBy,
      today,
    }),
  ];
}
