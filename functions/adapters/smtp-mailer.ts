// Mail over SMTP: any relay that an URL names.
import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { Mailer } from '../ports/mailer.ts';
import { checkLetter, checkMailbox } from './letter-check.ts';

export interface SmtpMailer extends Mailer {
  /** Closes the connections; letters under way are still sent. */
  close(): void;
}

/**
 * The relay did not take the letter. What it answered is left out: it repeats the address, and errors are logged.
 * `code` is nodemailer's (ECONNECTION, ETIMEDOUT, EAUTH, EENVELOPE …), `status` the SMTP reply's (RFC 5321 §4.2).
 */
export class LetterNotTaken extends Error {
  override readonly name = 'LetterNotTaken';
  readonly code: string;
  readonly status: number | undefined;

  constructor(code: string, status: number | undefined) {
    super(`the relay did not take the letter (${code}${status === undefined ? '' : `, ${status}`})`);
    this.code = code;
    this.status = status;
  }
}

const SECOND = 1000;

/**
 * `url`: `smtp://user:password@host:587` or `smtps://…:465`. With a password and a relay elsewhere, TLS is a must:
 * else whoever sits between could have both. Throws LetterRefused if `from` is not one plain mailbox.
 */
export function smtpMailer(url: string, from: { name: string; address: string }): SmtpMailer {
  checkMailbox('sender', from);
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    // The workflow tries again itself, and knows how often; the pool would send a letter twice unseen.
    maxRequeues: 0,
    requireTLS: needsTls(new URL(url)),
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    dnsTimeout: 10 * SECOND,
    socketTimeout: 30 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(letter) {
      checkLetter(letter);
      try {
        await transport.sendMail({
          from,
          to: letter.to,
          // Not taken from the headers: one letter, one address, whatever a parser makes of a name.
          envelope: { from: from.address, to: [letter.to.address] },
          subject: letter.subject,
          text: letter.text,
          html: letter.html,
          messageId: `<${letter.messageId}>`,
          // Keeps absence notices from answering (RFC 3834 §5).
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        const { code, responseCode } = error as { code?: string; responseCode?: number };
        throw new LetterNotTaken(code ?? 'EUNKNOWN', responseCode);
      }
    },
    close: () => transport.close(),
  };
}

function needsTls({ username, hostname }: URL): boolean {
  const loopback =
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
  return username !== '' && !loopback;
}
