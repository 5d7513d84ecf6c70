// SM3 (GB/T 32905-2016), by the machine's OpenSSL; where a build has left it out, by a package.
import { createHash, getHashes } from 'node:crypto';
import { sm3 as sm3InScript } from 'sm-crypto-v2';

/** Lower-case hexadecimal. `hashes`: what OpenSSL has. */
export function sm3(bytes: Uint8Array, hashes: readonly string[] = getHashes()): string {
  return hashes.includes('sm3') ? createHash('sm3').update(bytes).digest('hex') : sm3InScript(bytes);
}
