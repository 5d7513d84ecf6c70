// Asks a public register over HTTP, as its check page does.
import { type RegisterAnswer, readRecord } from '../check/register-answer.ts';
import type { Language } from '../check/rule-words.ts';
import { concatenate } from '../sign/bytes.ts';
import { BadUsage } from './command.ts';

const WAIT_MS = 10_000;
/** Certificates and records are a few kilobytes. */
const LARGEST = 256 * 1024;

/** The register was not reached, or did not answer as one. */
export class RegisterFault extends Error {
  override readonly name = 'RegisterFault';
}

/** The folder that the register's files lie in. Throws BadUsage for what is no http address. */
export function registerUrl(text: string, language: Language): URL {
  if (!/^https?:/.test(text) || !URL.canParse(text))
    throw new BadUsage(
      language === 'zh' ? `${text} 不是公示目录的网址。` : `${text} is no address of a register.`,
    );
  const url = new URL(text);
  url.pathname = url.pathname.replace(/[^/]*\.html$/, '').replace(/\/?$/, '/');
  url.search = '';
  url.hash = '';
  return url;
}

/** The bytes, or nothing if the register has no such file. Throws RegisterFault when it cannot be asked. */
export async function fetchFile(address: URL): Promise<Uint8Array | undefined> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(WAIT_MS) });
    // A bucket may say 403 for a file that is not there.
    if (answer.status === 404 || answer.status === 403) return undefined;
    if (!answer.ok) throw new RegisterFault(`${address.href}: ${answer.status}`);
    return await readUpTo(LARGEST, answer, address);
  } catch (cause) {
    if (cause instanceof RegisterFault) throw cause;
    throw new RegisterFault(address.href, { cause });
  }
}

/** Stops at the first octet too many, whatever length was declared, and ends the connection. */
async function readUpTo(most: number, { body }: Response, { href }: URL): Promise<Uint8Array> {
  const reader = body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
    length += next.value.length;
    if (length > most) {
      await reader?.cancel();
      throw new RegisterFault(`${href}: more than ${most} bytes`);
    }
    parts.push(next.value);
  }
  return concatenate(...parts);
}

/** `no-answer` for everything that is not a register's own word: only one whose feed is there says "unknown". */
export async function askRegister(register: URL, sha256: string): Promise<RegisterAnswer> {
  try {
    const record = await fetchFile(new URL(`by-hash/${sha256}.json`, register));
    if (record) return readRecord(parse(record), sha256);
    const feed = await fetchFile(new URL('feed.json', register));
    const { items } = feed ? (parse(feed) as { items?: unknown }) : {};
    return { state: Array.isArray(items) ? 'unknown' : 'no-answer' };
  } catch (fault) {
    if (fault instanceof RegisterFault || fault instanceof TypeError || fault instanceof SyntaxError)
      return { state: 'no-answer' };
    throw fault;
  }
}

const parse = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes)) ?? {};
