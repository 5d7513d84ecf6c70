// Mail leaves the system here.
import type { RelayReply } from '../domain/relay-reply.ts';

export interface Letter {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** Without angle brackets; the same letter sent twice has the same id. */
  messageId: string;
}

export interface Mailer {
  /** Resolves with the relay's answer when it has taken the letter; throws LetterNotTaken or LetterRefused otherwise. */
  send(letter: Letter): Promise<RelayReply>;
}

/**
 * `RelayAway`: no connection, or lost before the letter was out. `RelayLogin`: it does not let us in. `RelayBusy`: a 4yz
 * reply. `MailboxRefused`: a 5yz reply that is about the mailbox. `RelayRefused`: another 5yz reply. `AnswerLost`: the
 * letter was out and no answer came: it may have been taken.
 */
export type NotTaken =
  | 'RelayAway'
  | 'RelayLogin'
  | 'RelayBusy'
  | 'MailboxRefused'
  | 'RelayRefused'
  | 'AnswerLost';

/**
 * The relay did not take the letter, or did not say that it has. Errors are logged: of what it answered, only what was
 * made safe is here. `code` is the transport's own (ECONNECTION, ETIMEDOUT, EAUTH, EENVELOPE …).
 */
export class LetterNotTaken extends Error {
  override readonly name = 'LetterNotTaken';
  readonly reason: NotTaken;
  readonly code: string;
  readonly reply: RelayReply | undefined;

  constructor(reason: NotTaken, code: string, reply: RelayReply | undefined) {
    super(`the relay did not take the letter (${reason}, ${code}${reply ? `, ${reply.code}` : ''})`);
    this.reason = reason;
    this.code = code;
    this.reply = reply;
  }
}
