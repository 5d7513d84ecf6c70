// What must hold between the fields of a refund notice: what was paid comes back whole.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { officeRules } from '../office-fields.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import { relatedRules } from '../related-fields.ts';
import { serviceRules } from '../service-fields.ts';
import { wanyuan } from '../wanyuan.ts';
import type { Refund } from './schema.ts';
import { sumOfGrants } from './sum-of-grants.ts';

export function refundRules(value: Refund, today: CalendarDate): Problem[] {
  return [
    ...jointRules(value, today),
    ...officeRules(value.office),
    ...relatedRules(value.related, today),
    ...serviceRules(value.service),
    ...grantRules(value),
    ...totalRules(value),
  ];
}

function grantRules({ grants, related }: Refund): Problem[] {
  const keys = grants.map(({ number, recipient }) => `${number} ${recipient}`);
  return grants.flatMap(({ date, amount }, index) =>
    found(
      amount === 0 && {
        path: `grants.${index}.amount`,
        code: 'grant.zero',
        message: '拨付金额应大于0，没有拨付的请删去此笔',
      },
      date > related.date && {
        path: `grants.${index}.date`,
        code: 'grant.after-decision',
        message: `拨付日期不能晚于退出决定的成文日期 ${related.date}，请核对`,
      },
      keys.indexOf(keys[index]!) < index && {
        path: `grants.${index}.number`,
        code: 'grant.repeated',
        message: '同一文号、同一收款单位已经填过，请核对是否重复；分次拨付的合并为一笔',
      },
    ),
  );
}

function totalRules({ grants, refund, signing }: Refund): Problem[] {
  const sum = sumOfGrants(grants);
  return found(
    refund.total !== sum && {
      path: 'refund.total',
      code: 'refund.sum',
      message: `各笔拨付金额之和为${wanyuan(sum)}万元，退还总额填写为${wanyuan(refund.total)}万元；应全额退还（第二十四条），请核对`,
    },
    refund.by < signing.signBy && {
      path: 'refund.by',
      code: 'refund.before-receipt',
      message: `退还期限不能早于签收截止日期 ${signing.signBy}，请改填其中一个`,
    },
  );
}
