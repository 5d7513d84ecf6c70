// Asks a public register over HTTP, as its check page does, or in a folder.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  listPath,
  type Register,
  type RegisterAnswer,
  readRecord,
  recordPath,
} from '../check/register-answer.ts';
import type { Language } from '../check/rule-words.ts';
import { concatenate } from '../sign/bytes.ts';
import { BadUsage } from './command.ts';

const WAIT_MS = 10_000;
/** Certificates and records are a few kilobytes; a list may name thousands of certificates. */
const LARGEST = 512 * 1024;

/** The register was not reached, or did not answer as one. */
export class RegisterFault extends Error {
  override readonly name = 'RegisterFault';
}

/**
 * The folder that the register's files lie in, on the web or on this machine. Throws BadUsage for what is neither an
 * http address nor a folder.
 */
export async function registerUrl(text: string, language: Language): Promise<URL> {
  if (await isFolder(text)) return folderUrl(text);
  if (!/^https?:/.test(text) || !URL.canParse(text))
    throw new BadUsage(
      language === 'zh'
        ? `${text} 不是公示目录的网址，也不是本机的文件夹。`
        : `${text} is no address of a register, and no folder.`,
    );
  const url = new URL(text);
  url.pathname = url.pathname.replace(/[^/]*\.html$/, '').replace(/\/?$/, '/');
  url.search = '';
  url.hash = '';
  return url;
}

export const folderUrl = (path: string): URL => pathToFileURL(`${resolve(path)}/`);

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

/** The bytes, or nothing if the register has no such file. Throws RegisterFault when it cannot be asked. */
export async function fetchFile(address: URL): Promise<Uint8Array | undefined> {
  if (address.protocol === 'file:') return readLocal(address);
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

async function readLocal(address: URL): Promise<Uint8Array | undefined> {
  try {
    const { size } = await stat(address);
    if (size > LARGEST) throw new RegisterFault(`${address.href}: more than ${LARGEST} bytes`);
    return await readFile(address);
  } catch (cause) {
    if (cause instanceof RegisterFault) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
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
    const record = await fetchFile(new URL(recordPath(sha256), register));
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

/** The register to be asked for more than one record. */
export const registerAt = (address: URL): Register => ({
  record: (sha256) => askRegister(address, sha256),
  list: (name) =>
    fetchFile(new URL(listPath(name), address)).catch((fault: unknown) => {
      if (fault instanceof RegisterFault) return undefined;
      throw fault;
    }),
});

const parse = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes)) ?? {};
