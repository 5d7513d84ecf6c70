// What HTTP says of each refusal (RFC 9110 §15.5, RFC 6585 §4 for 429). One table for console, signer's pages and API.
import type { RefusalCode } from '../domain/refusal.ts';

export type RefusalStatus = 401 | 403 | 404 | 409 | 410 | 422 | 429 | 500 | 503;

/** Exhaustive: a new refusal does not compile until it has its status. */
export const REFUSAL_STATUS: Readonly<Record<RefusalCode, RefusalStatus>> = {
  'document.unknown': 404,
  'document.not-draft': 409,
  'draft.worn': 409,
  'document.not-signing': 409,
  'document.closed': 409,
  'document.changed': 409,
  'document.invalid': 422,
  // What was typed has a character that our fonts cannot say: it can be typed otherwise.
  'document.unreadable': 422,
  // The system's state, not what was asked: the same may be asked again once it is put right.
  'clock.behind': 503,
  'authority.missing': 503,
  'authority.revoked': 503,
  'authority.unavailable': 503,
  'authority.not-in-force': 503,
  'authority.ending': 503,
  'document.not-stuck': 409,
  'evidence.not-issued': 409,
  'file.large': 409,
  'type.unknown': 404,
  'region.outside': 403,
  'party.unknown': 404,
  'party.not-in-turn': 409,
  'party.already-signed': 409,
  'reason.short': 422,
  'reason.long': 422,
  'reason.characters': 422,
  'reminder.too-soon': 429,
  'reminder.used-up': 429,
  // A token that is not ours tells nothing, not even that there is something to be forbidden.
  'link.invalid': 404,
  'link.ended': 410,
  'session.missing': 401,
  'code.too-many': 429,
  'code.used-up': 429,
  'code.not-limited': 409,
  'code.renewals-used-up': 429,
  'code.missing': 409,
  'code.expired': 410,
  'code.used': 409,
  'code.exhausted': 429,
  'code.wrong': 422,
  'consent.missing': 422,
  'consent.publication-missing': 422,
  'consent.outdated': 409,
  'way.other': 409,
  'scan.pending': 409,
  'scan.used-up': 429,
  'scan.parts-used-up': 429,
  'scan.large': 422,
  'scan.pixels': 422,
  'scan.kind': 422,
  'scan.incomplete': 409,
  'scan.none': 409,
  'scan.unchecked': 422,
  'seal.pending': 409,
  'seal.in-check': 409,
  'seal.nothing': 409,
  'seal.unchecked': 422,
  'seal.signed': 409,
  'seal.none': 409,
  'seal.used-up': 429,
  'seal.too-soon': 429,
  'seal.claims-used-up': 429,
  'shown.mismatch': 409,
};

export function statusOf(code: RefusalCode): RefusalStatus {
  return REFUSAL_STATUS[code];
}
