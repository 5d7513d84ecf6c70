// What must hold between the fields of a review opinion: the conclusion follows from the items.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { inspectorRules } from '../inspection-fields.ts';
import { officeRules } from '../office-fields.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import { relatedRules } from '../related-fields.ts';
import { serviceRules } from '../service-fields.ts';
import type { Review } from './schema.ts';

export function reviewRules(value: Review, today: CalendarDate): Problem[] {
  return [
    ...jointRules(value, today),
    ...officeRules(value.office),
    ...relatedRules(value.related, today),
    ...inspectorRules(value.inspectors, '复查人员'),
    ...serviceRules(value.service),
    ...dateRules(value, today),
    ...conclusionRules(value),
    ...extensionRules(value, today),
  ];
}

function dateRules({ review, report, related, items }: Review, today: CalendarDate): Problem[] {
  return found(
    review.date > today && {
      path: 'review.date',
      code: 'review.future',
      message: '复查日期不能晚于今天，请核对',
    },
    review.date < related.date && {
      path: 'review.date',
      code: 'review.before-order',
      message: `复查日期不能早于整改通知书的成文日期 ${related.date}，请核对`,
    },
    report.date !== undefined &&
      (report.date > review.date || report.date < related.date) && {
        path: 'report.date',
        code: 'report.date',
        message: '整改报告应在整改通知书之后、复查之前收到，请核对日期；没有收到的请清空',
      },
    ...items.map(
      ({ deadline }, index) =>
        deadline < related.date && {
          path: `items.${index}.deadline`,
          code: 'item.deadline-before-order',
          message: `完成期限不能早于整改通知书的成文日期 ${related.date}，请照通知书核对`,
        },
    ),
  );
}

function conclusionRules({ items, review, conclusion }: Review): Problem[] {
  const open = items.filter(({ result }) => result !== 'done');
  const over = open.some(({ deadline }) => deadline < review.date);
  const { type, handling } = conclusion;
  return found(
    open.length > 0 &&
      type === 'close' && {
        path: 'conclusion.type',
        code: 'conclusion.open-items',
        message: `有${open.length}项没有整改到位，不能建议销号，请改选延期整改或者按逾期未改处理`,
      },
    open.length === 0 &&
      type !== 'close' && {
        path: 'conclusion.type',
        code: 'conclusion.all-done',
        message: '各项均已整改，应建议销号，请改选总体意见，或核对各项结论',
      },
    open.length > 0 &&
      type === 'overdue' &&
      !over && {
        path: 'conclusion.type',
        code: 'conclusion.not-overdue',
        message: '没有整改到位的事项在复查时期限均未届满，不能按逾期未改处理，请待期限届满后再复查',
      },
    open.length > 0 &&
      type !== 'close' &&
      !handling && {
        path: 'conclusion.handling',
        code: 'conclusion.handling',
        message: '有没有整改到位的事项，请填写处理意见，不少于10字',
      },
  );
}

function extensionRules({ conclusion }: Review, today: CalendarDate): Problem[] {
  const { type, extendedTo, extension } = conclusion;
  if (type !== 'extend') {
    return found(
      extendedTo !== undefined && {
        path: 'conclusion.extendedTo',
        code: 'extension.not-extended',
        message: '总体意见不是延期整改，请清空延期后的完成期限',
      },
      extension !== undefined && {
        path: 'conclusion.extension',
        code: 'extension.not-extended',
        message: '总体意见不是延期整改，请清空延期批复文号',
      },
    );
  }
  return found(
    !extension && {
      path: 'conclusion.extension',
      code: 'extension.reply',
      message: '未经书面同意不得延期，请填写延期批复文号；没有批复的，不能选延期整改',
    },
    !extendedTo && {
      path: 'conclusion.extendedTo',
      code: 'extension.term',
      message: '延期整改的，请填写批复所定的完成期限',
    },
    extendedTo !== undefined &&
      extendedTo <= today && {
        path: 'conclusion.extendedTo',
        code: 'extension.past',
        message: '延期后的完成期限应在今天之后；已经届满的，请按逾期未改处理',
      },
  );
}
