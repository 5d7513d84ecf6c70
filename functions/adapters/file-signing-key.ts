// A key of the authority, or the trail key, in a file: for the embedded runtime.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SigningKey } from '../ports/signing-key.ts';
import { syncFolder } from './write-whole.ts';

/** The key that signs the heads of trails; no key of an authority is called so (authority-keys.ts). */
export const TRAIL_KEY_FILE = 'trail.pem';

/** The file is not there: moved to a safe place, or lost. */
export class KeyAway extends Error {
  override readonly name = 'KeyAway';
  constructor(readonly path: string) {
    super(`the key ${path} is not there`);
  }
}

/**
 * The key in `path` (PKCS#8 PEM, mode 0600), made on first use, or with `made: false` never: KeyAway is thrown then. Two
 * processes that start at once end with one key:
 * the file appears whole, under its name, for the first of them. Throws Error when the file holds another kind of key.
 */
export function fileSigningKey(path: string, { made = true } = {}): SigningKey {
  let loading: Promise<KeyObject> | undefined;
  const privateKey = () => {
    loading ??= load(path, made).catch((fault) => {
      loading = undefined;
      throw fault;
    });
    return loading;
  };
  let derived: Uint8Array | undefined;
  return {
    async publicKey() {
      derived ??= new Uint8Array(createPublicKey(await privateKey()).export({ type: 'spki', format: 'der' }));
      return derived;
    },
    async sign(message) {
      return new Uint8Array(sign('sha256', message, await privateKey()));
    },
  };
}

async function load(path: string, made: boolean): Promise<KeyObject> {
  const pem = (await read(path)) ?? (made ? await create(path) : undefined);
  if (pem === undefined) throw new KeyAway(path);
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new Error(`${path} does not hold a P-256 key`);
  return key;
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if (isCode(fault, 'ENOENT')) return undefined;
    throw fault;
  }
}

/**
 * Written and synced under another name, then linked: link(2) fails if the name is taken and never shows half a file.
 * The other name is one of `writeWhole`'s kind, hidden and ending in `.part`, so that what a killed process leaves of
 * a private key is known for a remainder.
 */
async function create(path: string): Promise<string> {
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
  });
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `.${basename(path)}.${randomUUID()}.part`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(pem);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, path);
    await syncFolder(folder);
    return String(pem);
  } catch (fault) {
    if (isCode(fault, 'EEXIST')) return readFile(path, 'utf8');
    throw fault;
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

const isCode = (fault: unknown, code: string) =>
  typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === code;
