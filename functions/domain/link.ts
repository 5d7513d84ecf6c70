// Signing links and one-time codes, derived from the office's secret: nothing that opens a document is stored.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { ROLES, type Role } from './party.ts';

export interface LinkHolder {
  document: string;
  role: Role;
}

const MAC_BYTES = 32;

/** The token of a party's link: `<document>.<role>.<MAC>`, a MAC of 256 bits. It travels only in the fragment of a URL. */
export function linkToken(secret: Uint8Array, holder: LinkHolder): string {
  return `${holder.document}.${holder.role}.${mac(secret, 'link', holder.document, holder.role).toString('base64url')}`;
}

/** Whom a token speaks for; undefined for anything that we did not make. */
export function readLinkToken(secret: Uint8Array, token: string): LinkHolder | undefined {
  const parts = token.length <= 200 ? token.split('.') : [];
  const [document, role, value] = parts;
  if (parts.length !== 3 || !document || !value || !ROLES.includes(role as Role)) return undefined;
  const given = Buffer.from(value, 'base64url');
  const holder = { document, role: role as Role };
  const wanted = mac(secret, 'link', document, holder.role);
  const equal = given.length === MAC_BYTES && timingSafeEqual(given, wanted);
  return equal && given.toString('base64url') === value ? holder : undefined;
}

/** Six digits for the `round`-th code asked for, truncated as RFC 4226 §5.3 does. */
export function oneTimeCode(secret: Uint8Array, holder: LinkHolder, round: number): string {
  const value = mac(secret, 'code', holder.document, holder.role, String(round));
  const offset = value[MAC_BYTES - 1]! & 0x0f;
  return String((value.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export function isOneTimeCode(secret: Uint8Array, holder: LinkHolder, round: number, given: string): boolean {
  const wanted = Buffer.from(oneTimeCode(secret, holder, round));
  const typed = Buffer.from(given);
  return typed.length === wanted.length && timingSafeEqual(typed, wanted);
}

function mac(secret: Uint8Array, ...parts: string[]): Buffer {
  // Parts cannot contain the separator: ids and roles are of [A-Za-z0-9-].
  return createHmac('sha256', secret).update(parts.join('|')).digest();
}
