// Service by mail: only on whoever has agreed to it in writing.
import type { GroupField, Problem, ValueOf } from '../functions/domain/form/field.ts';
import { found } from './problems.ts';

export const SERVICE = {
  kind: 'group',
  label: '送达',
  fields: {
    confirmed: {
      kind: 'flag',
      label: '收件各方均已签订电子送达确认书',
      help: '没有确认书的，不能以电子邮件送达，请线下送达',
    },
  },
} as const satisfies GroupField;

export function serviceRules(service: ValueOf<typeof SERVICE>): Problem[] {
  return found(
    !service.confirmed && {
      path: 'service.confirmed',
      code: 'service.unconfirmed',
      message: '电子送达须经收件方同意并签订确认书，请取得后勾选；没有取得的请线下送达',
    },
  );
}
