// The secrets of this installation: made at the first start, kept in files that only their owner can read.
// (The key of the certificate authority is made by its own adapter.)
import { generateKeyPair, type JsonWebKey, randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createFile, removeAbandoned } from './create-file.ts';
import { readablePassword } from './readable-password.ts';

export interface Secrets {
  /** 32 bytes; signing links derive from it. */
  linkSecret: Uint8Array;
  /** 32 bytes; seals the office's session cookies. */
  sessionSecret: Uint8Array;
  /** 32 bytes; seals the cookies of signing pages. */
  signerSessionSecret: Uint8Array;
  /** Sign the identity provider's cookies; the first one signs, all verify. */
  cookieKeys: string[];
  /** Private key set of the identity provider, RS256. */
  jwks: { keys: JsonWebKey[] };
  clientSecrets: { office: string; monitoring: string; monitoringTrusted: string };
  /** Password of the demo account with this name; made when first asked for. */
  demoPassword(account: string): Promise<string>;
}

/** Opens the secrets in `directory`, making what is missing. Throws SecretDamaged rather than replace a secret. */
export async function openSecrets(directory: string): Promise<Secrets> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await chmod(directory, 0o700);
  await removeAbandoned(directory);
  const text = (name: string, make: () => Promise<string> | string, whole: (text: string) => boolean) =>
    openSecret(join(directory, name), make, whole);
  const bytes = async (name: string) =>
    new Uint8Array(Buffer.from(await text(name, () => random(32), is32Bytes), 'base64url'));
  const secret = (name: string) => text(name, () => random(32), is32Bytes);

  return {
    linkSecret: await bytes('link-secret'),
    sessionSecret: await bytes('session-secret'),
    signerSessionSecret: await bytes('signer-session-secret'),
    cookieKeys: [await secret('oidc-cookie-key')],
    jwks: JSON.parse(await text('oidc-keys.json', makeKeySet, isKeySet)),
    clientSecrets: {
      office: await secret('client-office'),
      monitoring: await secret('client-monitoring'),
      monitoringTrusted: await secret('client-monitoring-trusted'),
    },
    demoPassword: (account) =>
      text(`demo-password-${account}`, readablePassword, (found) => found.length >= 8),
  };
}

/** A file of secrets is there but is not what was written; delete it knowingly or bring it back from a backup. */
export class SecretDamaged extends Error {
  override readonly name = 'SecretDamaged';
}

async function openSecret(
  path: string,
  make: () => Promise<string> | string,
  whole: (text: string) => boolean,
): Promise<string> {
  let found = await read(path);
  if (found === undefined) {
    await createFile(path, `${await make()}\n`);
    found = await readFile(path, 'utf8');
  }
  await chmod(path, 0o600);
  const secret = found.trimEnd();
  if (!whole(secret))
    throw new SecretDamaged(`${path} 已损坏，请从备份恢复。 ${path} is damaged; restore it from a backup.`);
  return secret;
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const random = (length: number): string => randomBytes(length).toString('base64url');

const is32Bytes = (text: string): boolean => /^[\w-]{43}$/.test(text);

async function makeKeySet(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return JSON.stringify({
    keys: [{ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' }],
  });
}

function isKeySet(text: string): boolean {
  try {
    const { keys } = JSON.parse(text);
    return (
      Array.isArray(keys) &&
      keys.length > 0 &&
      keys.every((key) => key.kty === 'RSA' && typeof key.d === 'string')
    );
  } catch {
    return false;
  }
}
