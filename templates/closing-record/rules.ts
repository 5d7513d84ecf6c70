// What must hold between the fields of a closing record.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import { relatedRules } from '../related-fields.ts';
import type { Closing } from './schema.ts';

export function closingRules(value: Closing, today: CalendarDate): Problem[] {
  const { items, opinions, related } = value;
  return [
    ...jointRules(value, today),
    ...relatedRules(related, today),
    ...items.flatMap((item, index) => itemRules(item, `items.${index}`, related.date, today)),
    ...found(
      !agreesToClose(opinions.drc) && {
        path: 'opinions.drc',
        code: 'opinion.closing',
        message: '请写明“准予销号”；还不能销号的，不制作销号单，另行制作复查意见书',
      },
    ),
  ];
}

function itemRules(
  { completedOn, reviewedOn }: Closing['items'][number],
  path: string,
  orderedOn: CalendarDate,
  today: CalendarDate,
): Problem[] {
  return found(
    completedOn < orderedOn && {
      path: `${path}.completedOn`,
      code: 'item.completed-before-order',
      message: `整改完成日期不能早于整改通知书的成文日期 ${orderedOn}，请核对`,
    },
    reviewedOn < completedOn && {
      path: `${path}.reviewedOn`,
      code: 'item.reviewed-before-completion',
      message: `复查应在整改完成（${completedOn}）之后进行，请核对两个日期`,
    },
    reviewedOn > today && {
      path: `${path}.reviewedOn`,
      code: 'item.reviewed-in-future',
      message: '复查日期不能晚于今天，请先复查，再申请销号',
    },
  );
}

/** 不予销号 and 暂缓销号 have the word too, but do not close anything. */
function agreesToClose(opinion: string): boolean {
  return (
    /(?:准予|同意|予以)销号/.test(opinion) && !/(?:不|未|暂缓|暂不)(?:准予|同意|予以|予)?销号/.test(opinion)
  );
}
