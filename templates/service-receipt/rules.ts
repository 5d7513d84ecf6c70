// What must hold between the fields of a receipt of service.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { eitherRules } from '../party-choice.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import { relatedRules } from '../related-fields.ts';
import type { Receipt } from './schema.ts';

export function receiptRules(value: Receipt, today: CalendarDate): Problem[] {
  return [
    ...jointRules(value, today),
    ...eitherRules(value, '受送达人'),
    ...relatedRules(value.related, today),
    ...methodRules(value),
    ...timeRules(value, today),
  ];
}

function methodRules({ service, refusal }: Receipt): Problem[] {
  const electronic = service.method === 'electronic';
  const left = service.method === 'left';
  return found(
    electronic &&
      !service.confirmation && {
        path: 'service.confirmation',
        code: 'service.unconfirmed',
        message:
          '电子送达须经受送达人同意并签订确认书（《行政处罚法》第六十一条），请填写确认书编号；没有确认书的，改用其他方式送达',
      },
    !electronic &&
      service.confirmation !== undefined && {
        path: 'service.confirmation',
        code: 'service.not-electronic',
        message: '填写了电子送达确认书编号，请把送达方式改为电子送达，或清空编号',
      },
    !electronic &&
      !service.place && {
        path: 'service.place',
        code: 'service.place',
        message: '请填写送达地点，写到门牌号或者单位名称',
      },
    electronic &&
      service.place !== undefined && {
        path: 'service.place',
        code: 'service.place-electronic',
        message: '电子送达的地址以确认书载明的为准，请清空送达地点',
      },
    left &&
      !refusal && {
        path: 'refusal.reason',
        code: 'refusal.missing',
        message:
          '留置送达应记明拒收事由，并有见证人或者影像记录（《民事诉讼法》第八十九条），请填写“拒收”各项',
      },
    !left &&
      refusal !== undefined && {
        path: 'service.method',
        code: 'refusal.not-left',
        message: '填写了拒收事由，请把送达方式改为留置送达，或清空“拒收”各项',
      },
  );
}

function timeRules({ service, related }: Receipt, today: CalendarDate): Problem[] {
  return found(
    service.date > today && {
      path: 'service.date',
      code: 'service.future',
      message: '收到日期不能晚于今天，送达以后再制作回证，请核对',
    },
    service.date < related.date && {
      path: 'service.date',
      code: 'service.before-document',
      message: `收到日期不能早于文书的成文日期 ${related.date}，请核对`,
    },
  );
}
