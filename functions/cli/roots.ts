// Which roots are believed: those that were named, else those of the register that was, else those of this machine's office.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KEY_FILE } from '../adapters/authority-key-file.ts';
import { NotCertificates, readCertificateList, readCertificates } from '../check/read-certificates.ts';
import type { Language } from '../check/rule-words.ts';
import { embeddedSettings } from '../config.ts';
import { ROOT_PATH, ROOTS_PATH, TIMESTAMP_ROOTS_PATH } from '../ports/certificate-issuer.ts';
import { BadUsage } from './command.ts';
import { fetchFile, folderUrl, isFolder, RegisterFault } from './register-client.ts';
import { type Say, saying } from './say.ts';

export interface Believed {
  roots: Uint8Array[];
  timeRoots: Uint8Array[];
  /** The file or address they were taken from; empty when there are none. */
  rootSource: string;
  timeRootSource: string;
}

export interface Named {
  root: string | undefined;
  timeRoot: string | undefined;
  /** The one that was named, else that of this machine. */
  register: URL | undefined;
}

/** Throws BadUsage when a root that was named cannot be read, and when there is no root at all. */
export async function believedRoots(named: Named, language: Language): Promise<Believed> {
  const say = saying(language);
  const root = await find(named.root, [ROOTS_PATH, ROOT_PATH], named.register, readCertificates, say);
  if (!root && named.register)
    throw new BadUsage(
      say(
        `${placeOf(named.register)} 没有根证书。请核对公示目录的网址，或用 --root 给出发文单位的根证书。`,
        `${placeOf(named.register)} has no root. See whether it is the address of the register, or name the root of the issuing office with --root.`,
      ),
    );
  if (!root)
    throw new BadUsage(
      say(
        '不知道该信任哪个根证书：本机没有证书机构的数据目录（DATA_DIR）。请用 --root 给出发文单位的根证书，或用 --register 给出公示目录的网址。',
        'No root to trust: there is no data folder of an authority on this machine (DATA_DIR). Name the root of the issuing office with --root, or the public register with --register.',
      ),
    );
  const time = await find(named.timeRoot, [TIMESTAMP_ROOTS_PATH], named.register, readCertificateList, say);
  return {
    roots: root.certificates,
    rootSource: root.source,
    timeRoots: time?.certificates ?? [],
    timeRootSource: time?.source ?? '',
  };
}

type Read = (file: Uint8Array) => Uint8Array[];

/** The first of `paths` that is there: a register of an earlier version has its one root and no list. */
async function find(
  named: string | undefined,
  paths: readonly string[],
  register: URL | undefined,
  read: Read,
  say: Say,
): Promise<{ certificates: Uint8Array[]; source: string } | undefined> {
  // What was named must hold a certificate; a register's list of time-stamping authorities may be empty.
  if (named !== undefined)
    return { certificates: await readNamed(named, readCertificates, say), source: named };
  for (const path of register ? paths : []) {
    const address = new URL(path, register);
    const fetched = await fetchRoots(address, say);
    const source = placeOf(address);
    if (fetched) return { certificates: parse(fetched, read, source, say), source };
  }
  return undefined;
}

const placeOf = (address: URL): string =>
  address.protocol === 'file:' ? fileURLToPath(address) : address.href;

/** The register of this machine's office, if there is one. */
export async function ownRegister(): Promise<URL | undefined> {
  const folder = await ownFolder();
  const path = folder && join(folder, 'public');
  return path && (await isFolder(path)) ? folderUrl(path) : undefined;
}

/** Of one file, for a command that asks for nothing else. Throws BadUsage when it cannot be read. */
export function namedRoots(path: string, language: Language): Promise<Uint8Array[]> {
  return readNamed(path, readCertificates, saying(language));
}

/** A folder that only happens to be called `data` may have come with the file that is to be checked. */
async function ownFolder(): Promise<string | undefined> {
  const { dataDirectory } = embeddedSettings();
  if (process.env.DATA_DIR) return dataDirectory;
  const keys = (await readdir(join(dataDirectory, 'keys')).catch(absent)) ?? [];
  return keys.some((name) => KEY_FILE.test(name)) ? dataDirectory : undefined;
}

async function fetchRoots(address: URL, say: Say): Promise<Uint8Array | undefined> {
  try {
    return await fetchFile(address);
  } catch (fault) {
    if (!(fault instanceof RegisterFault)) throw fault;
    throw new BadUsage(say(`没有读到 ${placeOf(address)}。`, `${placeOf(address)} could not be read.`));
  }
}

async function readNamed(path: string, read: Read, say: Say): Promise<Uint8Array[]> {
  const file = await readFile(path).catch((fault: NodeJS.ErrnoException) => {
    throw new BadUsage(
      say(`根证书 ${path} 读不了（${fault.code}）。`, `${path} cannot be read (${fault.code}).`),
    );
  });
  return parse(new Uint8Array(file), read, path, say);
}

function parse(file: Uint8Array, read: Read, source: string, say: Say): Uint8Array[] {
  try {
    return read(file);
  } catch (fault) {
    if (!(fault instanceof NotCertificates)) throw fault;
    throw new BadUsage(
      say(`${source} 不是证书（PEM 或 DER）。`, `${source} is not a certificate (PEM or DER).`),
    );
  }
}

function absent(fault: NodeJS.ErrnoException): undefined {
  if (fault.code === 'ENOENT' || fault.code === 'ENOTDIR') return undefined;
  throw fault;
}
