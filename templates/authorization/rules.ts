// What must hold between the fields of an authorization.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { jointRules, partiesOf } from '../party-fields.ts';
import { found } from '../problems.ts';
import type { Authorization } from './schema.ts';

export function authorizationRules(value: Authorization, today: CalendarDate): Problem[] {
  return [...jointRules(value, today), ...principalRules(value), ...termRules(value, today)];
}

function principalRules(value: Authorization): Problem[] {
  const { agent, matter } = value;
  const [principal, ...others] = partiesOf(value);
  return found(
    !principal && {
      path: 'parties.enterprise',
      code: 'principal.none',
      message: '请填写委托的一方：市州发展改革部门、县（市、区、行委）政府或者投资运营主体',
    },
    ...others.map(({ role }) => ({
      path: `parties.${role}`,
      code: 'principal.more',
      message: '一份委托书只由一方签署，请把这一方的各项清空；其他方要委托的，分别制作',
    })),
    principal !== undefined &&
      plain(principal.person) === plain(agent.name) && {
        path: 'agent.name',
        code: 'agent.principal',
        message: '受托人不能是委托的法定代表人或者主要负责人本人，本人签署的不需要委托书',
      },
    /[《》]/.test(matter.document) && {
      path: 'matter.document',
      code: 'matter.marks',
      message: '文书名称不带书名号，由系统加上，请删去《》',
    },
  );
}

function termRules({ term, signing }: Authorization, today: CalendarDate): Problem[] {
  return found(
    term.until < term.from && {
      path: 'term.until',
      code: 'term.order',
      message: '授权截止日期不能早于起始日期，请核对',
    },
    term.until >= term.from &&
      term.until <= today && {
        path: 'term.until',
        code: 'term.past',
        message: '授权截止日期应在今天之后，请改填',
      },
    signing.signBy > term.until && {
      path: 'signing.signBy',
      code: 'sign-by.after-term',
      message: `委托书应在授权截止日期 ${term.until} 之前签署，请改填其中一个`,
    },
  );
}

function plain(name: string): string {
  return name.replace(/\s/g, '');
}
