// Mail over SMTP: any relay that an URL names.
import { isIP } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { type Letter, LetterNotTaken, type Mailer, type NotTaken } from '../ports/mailer.ts';
import { checkLetter, checkMailbox } from './letter-check.ts';
import { readReply } from './relay-reply.ts';

export interface SmtpMailer extends Mailer {
  /** Closes the connections; letters under way are still sent. */
  close(): void;
}

const SECOND = 1000;

/**
 * `url`: `smtp://user:password@host:587` or `smtps://…:465`. With a password and a relay elsewhere, TLS is a must:
 * else whoever sits between could have both. Throws LetterRefused if `from` is not one plain mailbox.
 */
export function smtpMailer(url: string, from: { name: string; address: string }): SmtpMailer {
  checkMailbox('sender', from);
  const { hostname } = new URL(url);
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
  transport.use('stream', ({ data, message }, done) => {
    message.processFunc((input) => input.once('end', (data as WhenOut).whenOut));
    done();
  });
  return {
    async send(letter) {
      checkLetter(letter);
      let out = false;
      const data: SendMailOptions & WhenOut = {
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
        whenOut: () => {
          out = true;
        },
      };
      try {
        const { response, rejectedErrors = [] } = await transport.sendMail(data);
        // Over LMTP (RFC 2033 §4.2) each mailbox has an answer of its own, after the letter.
        if (rejectedErrors[0]) throw rejectedErrors[0];
        const reply = readReply(hostname, response, letter);
        if (!reply) throw new Error('taken without a reply');
        return reply;
      } catch (error) {
        throw notTaken(error as SmtpError, hostname, letter, out);
      }
    },
    close: () => transport.close(),
  };
}

/** Called when the last octet of a letter has been handed to the connection. */
interface WhenOut {
  whenOut: () => void;
}

/** nodemailer's: `command` is the one answered, or CONN. */
interface SmtpError {
  code?: string;
  command?: string;
  response?: string;
}

function notTaken(error: SmtpError, relay: string, letter: Letter, out: boolean): LetterNotTaken {
  const { code = 'EUNKNOWN', command = '', response } = error;
  const reply = readReply(relay, response, letter);
  return new LetterNotTaken(reasonOf(code, command, reply, out), code, reply);
}

function reasonOf(
  code: string,
  command: string,
  reply: { code: number; status?: string } | undefined,
  out: boolean,
): NotTaken {
  if (reply && reply.code >= 400 && reply.code < 500) return 'RelayBusy';
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'RelayLogin';
  if (reply && reply.code >= 500) {
    // RFC 3463 §3.2, §3.3: the address, or the mailbox; 5.7.x is about us.
    const ofMailbox = reply.status === undefined || /^5\.[12]\./.test(reply.status);
    return command === 'RCPT TO' && ofMailbox ? 'MailboxRefused' : 'RelayRefused';
  }
  return out ? 'AnswerLost' : 'RelayAway';
}

function needsTls({ username, hostname }: URL): boolean {
  const loopback =
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
  return username !== '' && !loopback;
}
