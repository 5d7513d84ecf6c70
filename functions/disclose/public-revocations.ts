// What the register says of signatures that no longer stand, the same in every record.
import type { Role } from '../domain/party.ts';
import { type CalendarDate, dateInShanghai, type Instant } from '../domain/time.ts';
import type { DisclosedPledge } from './disclosed-pledge.ts';

export interface PublicRevocation {
  role: Role;
  organization: string;
  /** The day in Shanghai as of which the certificate is revoked, and the instant. */
  date: CalendarDate;
  at: Instant;
  /** When the register took notice. */
  noted: Instant;
}

/** `revoked`, in the order of the parties, of those that are among `signedBy`; nothing where all stand. */
export function publicRevocations(
  { parties, revoked = [] }: Pick<DisclosedPledge, 'parties' | 'revoked'>,
  signedBy: readonly Role[] = parties.map(({ role }) => role),
): { revoked?: PublicRevocation[] } {
  const said = parties.flatMap(({ role, organization }) => {
    const fell = signedBy.includes(role) && revoked.find((one) => one.role === role);
    if (!fell) return [];
    const { at, noted } = fell;
    return [{ role, organization, date: dateInShanghai(at), at, noted }];
  });
  return said.length > 0 ? { revoked: said } : {};
}

/** When the register last took notice of one. */
export const lastNoted = (revoked: readonly Pick<PublicRevocation, 'noted'>[]): Instant | undefined =>
  revoked
    .map(({ noted }) => noted)
    .sort()
    .at(-1);
