// What must hold between the fields of a request for more time.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import { relatedRules } from '../related-fields.ts';
import type { Request } from './schema.ts';

export function requestRules(value: Request, today: CalendarDate): Problem[] {
  return [
    ...jointRules(value, today),
    ...relatedRules(value.related, today),
    ...value.items.flatMap((item, index) => itemRules(item, `items.${index}`, today)),
    ...earlierRules(value),
    ...termRules(value, today),
  ];
}

/** A further extension is no reason to refuse, but somebody should look twice. */
export function requestWarnings({ earlier }: Request): Problem[] {
  return found(
    earlier.count > 0 && {
      path: 'earlier.count',
      code: 'extension.again',
      message: `此前已获准延期${earlier.count}次，请核实再次延期的理由，长期不能完成的应研究依法淘汰`,
    },
  );
}

function itemRules(
  { deadline, newDeadline }: Request['items'][number],
  path: string,
  today: CalendarDate,
): Problem[] {
  return found(
    deadline < today && {
      path: `${path}.deadline`,
      code: 'extension.expired',
      message: '原定期限已经届满，不能再申请延期，请在整改报告中如实说明，由发展改革部门处理',
    },
    newDeadline <= deadline && {
      path: `${path}.newDeadline`,
      code: 'extension.not-later',
      message: `申请延至的日期应在原定期限 ${deadline} 之后，请核对`,
    },
  );
}

function earlierRules({ earlier, review }: Request): Problem[] {
  return found(
    earlier.count > 0 &&
      !earlier.reply && {
        path: 'earlier.reply',
        code: 'earlier.reply',
        message: '此前获准过延期，请填写最近一次延期批复的文号',
      },
    earlier.count === 0 &&
      earlier.reply !== undefined && {
        path: 'earlier.count',
        code: 'earlier.count',
        message: '填写了延期批复的文号，请填写已获准延期的次数；没有延期过的，清空文号',
      },
    review.opinion === 'disagree' &&
      !review.note && {
        path: 'review.note',
        code: 'review.reason',
        message: '不同意延期的，请在补充意见中写明理由',
      },
  );
}

/** The order: 应当在期限届满前书面说明理由. */
function termRules({ items, signing }: Request, today: CalendarDate): Problem[] {
  const first = items.map(({ deadline }) => deadline).toSorted()[0]!;
  return found(
    first >= today &&
      signing.signBy > first && {
        path: 'signing.signBy',
        code: 'sign-by.after-deadline',
        message: `延期应在期限届满前申请，签署截止日期不能晚于最早的原定期限 ${first}，请改填`,
      },
  );
}
