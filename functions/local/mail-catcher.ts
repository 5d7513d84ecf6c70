// Takes every mail the system sends when no relay is named, and keeps it as a file: nothing leaves the machine.
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { writeWhole } from '../adapters/write-whole.ts';
import type { Instant } from '../domain/time.ts';
import { removeAbandoned } from './create-file.ts';

export interface CaughtMail {
  /** Also says when it came: later ids sort later. */
  id: string;
  receivedAt: Instant;
  /** The recipients of the envelope. */
  to: string[];
  from: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
}

export interface Inbox {
  /** Newest first; `to`: only what went to this address, in whatever case. */
  list(query: { to?: string; limit: number }): Promise<CaughtMail[]>;
  find(id: string): Promise<CaughtMail | undefined>;
}

export interface MailCatcher {
  /** `smtp://127.0.0.1:2525`. */
  smtpUrl: string;
  inbox: Inbox;
  stop(): Promise<void>;
}

const LARGEST_MAIL = 10 * 1024 * 1024;
const ENVELOPE_FIELD = 'X-Envelope-To';
/** `2026-01-08T03-04-05-678Z-<uuid>.eml` */
const FILE_NAME = /^(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z)-[0-9a-f-]{36}\.eml$/;

/** Listens on loopback; `port` 0 takes a free one. A mail is acknowledged once it is on disk, with the end of its id in the inbox. */
export async function startMailCatcher(directory: string, port = 0): Promise<MailCatcher> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await removeAbandoned(directory);
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: LARGEST_MAIL,
    disableReverseLookup: true,
    closeTimeout: 1000,
    banner: 'mail stays on this machine',
    onData(stream, { envelope }, done) {
      const to = envelope.rcptTo.map(({ address }) => address);
      keep(directory, stream, to).then(
        (queued) =>
          queued === undefined
            ? done(Object.assign(new Error('too large'), { responseCode: 552 }))
            : done(null, `2.6.0 Ok: queued as ${queued}`),
        (error) => done(error),
      );
    },
  });
  // A client that breaks off is no fault of the catcher.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    inbox: openInbox(directory),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** How the mail's id ends; undefined when it was too large to keep. */
async function keep(
  directory: string,
  stream: SMTPServerDataStream,
  to: string[],
): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= LARGEST_MAIL) chunks.push(chunk);
  }
  if (length > LARGEST_MAIL) return undefined;
  const envelope = `${ENVELOPE_FIELD}: ${to.join(', ')}\r\n`;
  const queued = randomUUID();
  const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${queued}.eml`;
  await writeWhole(join(directory, name), Buffer.concat([Buffer.from(envelope), ...chunks]), 0o600);
  return queued;
}

function openInbox(directory: string): Inbox {
  return {
    async list({ to, limit }) {
      const names = (await readdir(directory))
        .filter((name) => FILE_NAME.test(name))
        .sort()
        .reverse();
      const mails: CaughtMail[] = [];
      for (const name of names) {
        if (mails.length >= limit) break;
        const path = join(directory, name);
        if (to && !(await recipients(path)).includes(to.toLowerCase())) continue;
        mails.push(await parse(path, name));
      }
      return mails;
    },
    async find(id) {
      const name = `${id}.eml`;
      if (!FILE_NAME.test(name)) return undefined;
      try {
        return await parse(join(directory, name), name);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}

/** The envelope's line stands first, so that a search by recipient reads a kilobyte of each mail. */
async function recipients(path: string): Promise<string[]> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    return envelopeOf(buffer.subarray(0, bytesRead)).map((address) => address.toLowerCase());
  } finally {
    await file.close();
  }
}

function envelopeOf(mail: Buffer): string[] {
  const [line] = mail.toString('utf8').split('\r\n', 1);
  return line!.slice(ENVELOPE_FIELD.length + 2).split(', ');
}

async function parse(path: string, name: string): Promise<CaughtMail> {
  const raw = await readFile(path);
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  const [, time] = FILE_NAME.exec(name)!;
  return {
    id: name.slice(0, -'.eml'.length),
    receivedAt: time!.replace(/T(\d\d)-(\d\d)-(\d\d)-/, 'T$1:$2:$3.'),
    to: envelopeOf(raw.subarray(0, 1024)),
    from: mail.from?.text ?? '',
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    messageId: mail.messageId ?? '',
  };
}
