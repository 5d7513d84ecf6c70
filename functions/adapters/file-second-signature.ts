// The SM2 key in a file, for the embedded runtime: 32 bytes in hexadecimal, made on first use.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import type { SecondSignature } from '../ports/second-signature.ts';
import { fromHex } from '../sign/bytes.ts';
import { signSm2Digest, sm2Spki } from '../sign/sm2.ts';

/** Throws Error when the file holds something else. One process at a time may make it. */
export function fileSecondSignature(path: string): SecondSignature {
  return {
    async publicKey() {
      return sm2Spki(fromHex(sm2.getPublicKeyFromPrivateKey(await privateKey(path))));
    },
    async sign(e) {
      return signSm2Digest(await privateKey(path), e);
    },
  };
}

async function privateKey(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((fault) => {
    if (fault.code === 'ENOENT') return create(path);
    throw fault;
  });
  const key = text.trim();
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error(`${path} does not hold an SM2 key`);
  return key;
}

async function create(path: string): Promise<string> {
  const { privateKey: made } = sm2.generateKeyPairHex();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // Never over a key that has signed.
  await writeFile(path, `${made}\n`, { flag: 'wx', mode: 0o600, flush: true });
  return made;
}
