// SM3 (GB/T 32905-2016) beside SHA-256, where the machine's OpenSSL has it.
import { createHash, getHashes } from 'node:crypto';

/** Lower-case hexadecimal. */
export function sm3(bytes: Uint8Array): string | undefined {
  return getHashes().includes('sm3') ? createHash('sm3').update(bytes).digest('hex') : undefined;
}
