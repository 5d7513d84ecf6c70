// What a letter must not hold, whoever carries it: a header is a line, and a letter has one addressee.
import type { Letter } from '../ports/mailer.ts';

/** The letter cannot be sent as it stands; sending again will not help. */
export class LetterRefused extends Error {
  override readonly name = 'LetterRefused';
}

/** A control character or a Unicode line break in a header would begin another header (RFC 5322 §2.2). */
const BREAKS_A_LINE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** One addr-spec (RFC 5322 §3.4.1) without comments, quoted parts, lists or groups. */
const ONE_ADDRESS = /^[^\s@,;:<>()[\]"\\]{1,64}@[^\s@,;:<>()[\]"\\]{1,255}$/;

/** dot-atom-text with one `@` (RFC 5322 §3.6.4), without the angle brackets. */
const MESSAGE_ID = /^[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+$/;

/** Throws LetterRefused. The message names the field, never its content: that is personal data. */
export function checkLetter(letter: Letter): void {
  checkMailbox('addressee', letter.to);
  if (BREAKS_A_LINE.test(letter.subject)) throw new LetterRefused('control character in the subject');
  if (!MESSAGE_ID.test(letter.messageId)) throw new LetterRefused('not a Message-ID');
}

/** Throws LetterRefused unless `mailbox` is one name and one address. */
export function checkMailbox(field: string, mailbox: { name: string; address: string }): void {
  if (BREAKS_A_LINE.test(mailbox.name))
    throw new LetterRefused(`control character in the name of the ${field}`);
  if (BREAKS_A_LINE.test(mailbox.address)) {
    throw new LetterRefused(`control character in the address of the ${field}`);
  }
  if (!ONE_ADDRESS.test(mailbox.address)) throw new LetterRefused(`not one plain address: ${field}`);
}
