// What must hold between the fields of a report on rectification.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import { relatedRules } from '../related-fields.ts';
import type { Report } from './schema.ts';

export function reportRules(value: Report, today: CalendarDate): Problem[] {
  return [
    ...jointRules(value, today),
    ...relatedRules(value.related, today),
    ...value.items.flatMap((item, index) => itemRules(item, `items.${index}`, value, today)),
    ...reviewRules(value, today),
    ...termRules(value, today),
  ];
}

function itemRules(
  { state, doneOn, plan }: Report['items'][number],
  path: string,
  { related }: Report,
  today: CalendarDate,
): Problem[] {
  const done = state === 'done';
  return found(
    done &&
      !doneOn && {
        path: `${path}.doneOn`,
        code: 'item.done-when',
        message: '此项已完成，请填写完成时间；还没有完成的，把完成情况改为未完成',
      },
    !done &&
      doneOn !== undefined && {
        path: `${path}.state`,
        code: 'item.open-done',
        message: '填写了完成时间，请把完成情况改为已完成，或清空完成时间',
      },
    !done &&
      !plan && {
        path: `${path}.plan`,
        code: 'item.plan',
        message: '此项未完成，请写明原因和计划完成的时间；需要延期的，另行申请延期',
      },
    done &&
      plan !== undefined && {
        path: `${path}.plan`,
        code: 'item.plan-done',
        message: '此项已完成，请清空未完成的原因和安排',
      },
    doneOn !== undefined &&
      doneOn > today && {
        path: `${path}.doneOn`,
        code: 'item.done-future',
        message: '完成时间不能晚于今天，请核对',
      },
    doneOn !== undefined &&
      doneOn < related.date && {
        path: `${path}.doneOn`,
        code: 'item.done-before-order',
        message: `完成时间不能早于限期整改通知书的成文日期 ${related.date}，请核对`,
      },
  );
}

function reviewRules({ items, review }: Report, today: CalendarDate): Problem[] {
  const open = items.some(({ state }) => state === 'open');
  const last = items
    .flatMap(({ doneOn }) => doneOn ?? [])
    .toSorted()
    .at(-1);
  return found(
    open &&
      review.opinion === 'complete' && {
        path: 'review.opinion',
        code: 'review.not-complete',
        message: '还有未完成的事项，审核意见不能是全部完成，请改选或核对各项的完成情况',
      },
    !open &&
      review.opinion === 'partial' && {
        path: 'review.opinion',
        code: 'review.complete',
        message: '各项均已完成，审核意见说还有未完成事项，请改选或核对各项的完成情况',
      },
    review.date > today && {
      path: 'review.date',
      code: 'review.future',
      message: '核查日期不能晚于今天，请核查以后再填写',
    },
    last !== undefined &&
      review.date < last && {
        path: 'review.date',
        code: 'review.early',
        message: `核查日期不能早于最后一项的完成时间 ${last}，请核对`,
      },
  );
}

function termRules({ report, signing }: Report, today: CalendarDate): Problem[] {
  const late = report.by < today;
  return found(
    late &&
      !report.lateReason && {
        path: 'report.lateReason',
        code: 'report.late',
        message: '报送期限已过，请写明逾期报送的原因，不少于10字',
      },
    !late &&
      report.lateReason !== undefined && {
        path: 'report.lateReason',
        code: 'report.not-late',
        message: '报送期限未过，请清空逾期报送的原因，或核对报送期限',
      },
    !late &&
      signing.signBy > report.by && {
        path: 'signing.signBy',
        code: 'sign-by.after-report',
        message: `签署截止日期不能晚于报送期限 ${report.by}，请改填`,
      },
  );
}
