// What the square code on a print version says: which document, whose sheet, and the digest of the file that was printed.
import { createHmac } from 'node:crypto';
import type { Sha256 } from './event.ts';
import { ROLES, type Role } from './party.ts';

export interface PrintedCode {
  document: string;
  role: Role;
  revision: Sha256;
}

/** Only characters of the QR code's alphanumeric mode (ISO/IEC 18004 7.4.4), which keeps it small: no token is in it. */
export function printCode(secret: Uint8Array, code: PrintedCode): string {
  const { document, role, revision } = code;
  return ['LQ1', document, role, revision, check(secret, code)].join(':').toUpperCase();
}

/** What a code of ours says; undefined for any other text, and for one that was made or changed elsewhere. */
export function readPrintCode(secret: Uint8Array, text: string): PrintedCode | undefined {
  const [form, document = '', role, revision = '', sum, ...more] = text.toLowerCase().split(':');
  if (form !== 'lq1' || more.length > 0 || !ROLES.includes(role as Role)) return undefined;
  const code = { document, role: role as Role, revision };
  return /^[a-z0-9]{10,64}$/.test(document) && /^[0-9a-f]{64}$/.test(revision) && sum === check(secret, code)
    ? code
    : undefined;
}

function check(secret: Uint8Array, { document, role, revision }: PrintedCode): string {
  return createHmac('sha256', secret)
    .update(`print-code|${document}|${role}|${revision}`)
    .digest('hex')
    .slice(0, 10);
}
