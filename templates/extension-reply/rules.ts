// What must hold between the fields of a reply to a request for more time.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { officeRules } from '../office-fields.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import { relatedRules } from '../related-fields.ts';
import { serviceRules } from '../service-fields.ts';
import type { Reply } from './schema.ts';

export function replyRules(value: Reply, today: CalendarDate): Problem[] {
  return [
    ...jointRules(value, today),
    ...officeRules(value.office),
    ...relatedRules(value.related, today),
    ...requestRules(value, today),
    ...value.items.flatMap((item, index) => itemRules(item, `items.${index}`, value, today)),
    ...decisionRules(value, today),
    ...serviceRules(value.service),
  ];
}

function requestRules({ request, related }: Reply, today: CalendarDate): Problem[] {
  return found(
    request.date > today && {
      path: 'request.date',
      code: 'request.future',
      message: '申请日期不能晚于今天，请照延期申请书核对',
    },
    request.date < related.date && {
      path: 'request.date',
      code: 'request.before-order',
      message: `申请日期不能早于限期整改通知书的成文日期 ${related.date}，请核对`,
    },
  );
}

function itemRules(
  { deadline, newDeadline }: Reply['items'][number],
  path: string,
  { decision, request }: Reply,
  today: CalendarDate,
): Problem[] {
  if (newDeadline === undefined) return [];
  if (decision.result === 'refused') {
    return [
      {
        path: `${path}.newDeadline`,
        code: 'reply.refused',
        message: '批复意见为不同意，请清空批准延至的日期，或改选同意',
      },
    ];
  }
  return found(
    deadline < request.date && {
      path: `${path}.newDeadline`,
      code: 'reply.late-request',
      message: `此项期限 ${deadline} 届满以后才申请，不能同意延期，请清空批准延至的日期，按逾期处理`,
    },
    newDeadline <= deadline && {
      path: `${path}.newDeadline`,
      code: 'reply.not-later',
      message: `批准延至的日期应在原定期限 ${deadline} 之后，请核对`,
    },
    newDeadline <= today && {
      path: `${path}.newDeadline`,
      code: 'reply.past',
      message: '批准延至的日期应在今天之后，请改填',
    },
  );
}

function decisionRules({ decision, items, signing }: Reply, today: CalendarDate): Problem[] {
  const granted = items.flatMap(({ newDeadline }) => newDeadline ?? []).toSorted();
  const last = items
    .map(({ deadline, newDeadline }) => newDeadline ?? deadline)
    .toSorted()
    .at(-1)!;
  return found(
    decision.result === 'granted' &&
      granted.length === 0 && {
        path: 'items.0.newDeadline',
        code: 'reply.until-when',
        message: '同意延期的，请填写批准延至的日期；全部不同意的，批复意见改选不同意',
      },
    decision.reportBy <= today && {
      path: 'decision.reportBy',
      code: 'report.past',
      message: '整改报告报送期限应在今天之后，请改填',
    },
    decision.reportBy < last && {
      path: 'decision.reportBy',
      code: 'report.early',
      message: `整改报告应在最后一项期限（${last}）届满之后报送，请改填`,
    },
    granted[0] !== undefined &&
      signing.signBy > granted[0] && {
        path: 'signing.signBy',
        code: 'sign-by.after-deadline',
        message: `签收截止日期不能晚于最早的批准期限 ${granted[0]}，请改填`,
      },
  );
}
