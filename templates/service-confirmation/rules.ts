// What must hold between the fields of a confirmation of electronic service.
import type { Problem } from '../../functions/domain/form/field.ts';
import type { CalendarDate } from '../../functions/domain/time.ts';
import { eitherParty, eitherRules } from '../party-choice.ts';
import { jointRules } from '../party-fields.ts';
import { found } from '../problems.ts';
import type { Confirmation } from './schema.ts';

export function confirmationRules(value: Confirmation, today: CalendarDate): Problem[] {
  const { authority, delivery, consent } = value;
  return [
    ...jointRules(value, today),
    ...eitherRules(value, '受送达人'),
    ...found(
      authority.organization === eitherParty(value)?.organization && {
        path: 'authority.organization',
        code: 'authority.same',
        message: '送达机关不能是受送达人自己，请填写作出文书的发展改革部门',
      },
      !addressProven(value) && {
        path: 'delivery.tested',
        code: 'delivery.untested',
        message: `送达邮箱 ${delivery.address} 与签署人电子邮箱不同，请先发送测试邮件，得到回复后勾选`,
      },
      !consent.informed && {
        path: 'consent.informed',
        code: 'consent.uninformed',
        message:
          '电子送达须经当事人同意（《行政处罚法》第六十一条），请先说明送达方式、日期的认定和后果，对方自愿同意的再勾选',
      },
    ),
  ];
}

/** Link and code of the signature prove the signer's mailbox; another one has to be tried. */
function addressProven({ delivery, parties }: Confirmation): boolean {
  const signer = eitherParty({ parties });
  return delivery.tested || signer?.email.toLowerCase() === delivery.address.toLowerCase();
}
