// What mails are called in the trail, the jobs and the evidence.
import type { Mail } from '../domain/event.ts';

export const MAIL_NAMES: Readonly<Record<Mail, string>> = {
  invitation: '签署邀请',
  reminder: '催办',
  code: '验证码',
  completion: '签署完成通知',
  closure: '终止通知',
  returned: '退回重办通知',
};

/** `签署邀请`, `验证码（第2次）`. */
export function mailWords(mail: Mail, round: number): string {
  return `${MAIL_NAMES[mail]}${again(round)}`;
}

/** Of a mail that is not the first of its kind. */
export const again = (round: number): string => (round > 1 ? `（第${round}次）` : '');
