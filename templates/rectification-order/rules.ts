// What must hold between the fields of a rectification order.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { inspectorRules } from '../inspection-fields.ts';
import { officeRules } from '../office-fields.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import { serviceRules } from '../service-fields.ts';
import type { Order } from './schema.ts';
import { violationRules } from './violation-rules.ts';

export function orderRules(value: Order, today: CalendarDate): Problem[] {
  return [
    ...jointRules(value, today),
    ...officeRules(value.office),
    ...violationRules(value),
    ...inspectionRules(value, today),
    ...inspectorRules(value.inspectors, '检查人员'),
    ...serviceRules(value.service),
    ...termRules(value, today),
  ];
}

function inspectionRules({ inspection }: Order, today: CalendarDate): Problem[] {
  return found(
    inspection.date > today && {
      path: 'inspection.date',
      code: 'inspection.future',
      message: '检查日期不能晚于今天，请核对',
    },
  );
}

function termRules({ items, completion, report, signing }: Order, today: CalendarDate): Problem[] {
  const first = items.map(({ deadline }) => deadline).toSorted()[0]!;
  return found(
    ...items.map(
      ({ deadline }, index) =>
        deadline <= today && {
          path: `items.${index}.deadline`,
          code: 'item.deadline-past',
          message: '完成期限应在今天之后，请改填',
        },
    ),
    ...items.map(
      ({ deadline }, index) =>
        deadline > completion.by && {
          path: `items.${index}.deadline`,
          code: 'item.deadline-after-completion',
          message: `完成期限不能晚于全部整改完成期限 ${completion.by}，请改填其中一个`,
        },
    ),
    completion.by <= today && {
      path: 'completion.by',
      code: 'completion.past',
      message: '全部整改完成期限应在今天之后，请改填',
    },
    report.by < completion.by && {
      path: 'report.by',
      code: 'report.early',
      message: `整改报告应在全部整改完成（${completion.by}）之后报送，请改填`,
    },
    signing.signBy > first && {
      path: 'signing.signBy',
      code: 'sign-by.after-deadline',
      message: `签收截止日期不能晚于最早的整改期限 ${first}，请改填`,
    },
  );
}
