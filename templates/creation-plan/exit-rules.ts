// Art. 24 has breaches follow the plan, so the plan must say what follows.
import type { Problem } from '../../functions/domain/form/field.ts';
import { found } from '../problems.ts';
import type { Plan } from './schema.ts';

/** 不得退出, 不予退还, 无需返还: the words that a clause needs, said to the contrary. 不得不退出 is no such thing. */
const DENIED =
  /(?:(?<!不得)不(?:得|予|再|必|用|需|须|应|能|可|会|宜)?|无[需须]|毋[需须]|免[予于除])(?:全额|全部|部分|继续|再|予以)?(?:退出|退还|返还)/;

export function exitRules({ exit, refund }: Plan): Problem[] {
  const { clause } = exit;
  // 逾期不退还的 is a condition, and what follows from it is in the next part.
  const denied = clause.split(/[，。；：\n]/).some((part) => !part.endsWith('的') && DENIED.test(part));
  const says = /退出/.test(clause) && /(退还|返还)/.test(clause) && /奖补资金/.test(clause) && !denied;
  return found(
    !exit.included && {
      path: 'exit.included',
      code: 'exit.missing',
      message: '没有退出与退还条款的创建方案不能签发（第二十四条），请写明条款并勾选确认',
    },
    !says && {
      path: 'exit.clause',
      code: 'exit.clause',
      message: '条款应写明退出创建名单，并写明退还（或返还）创建奖补资金，不能写不退出、不退还，请补充或改正',
    },
    Boolean(refund.received) &&
      !refund.document && {
        path: 'refund.document',
        code: 'refund.document',
        message: '已收到创建奖补资金的，请填写拨付文件文号，以便核对应退还的金额',
      },
  );
}
