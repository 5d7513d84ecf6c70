// What must hold between the fields of a record of a talk.
import type { Problem } from '../../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../../functions/domain/time.ts';
import { jointRules } from '../../../templates/party-fields.ts';
import { found } from '../../../templates/problems.ts';
import type { Talk } from './schema.ts';

export function talkRules(value: Talk, today: CalendarDate): Problem[] {
  return [
    ...jointRules(value, today),
    ...found(
      value.talk.date > today && {
        path: 'talk.date',
        code: 'talk.future',
        message: '约谈日期不能晚于今天，请核对',
      },
    ),
  ];
}
