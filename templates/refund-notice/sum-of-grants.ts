// What has been paid to a town, and to whom.
import type { Refund } from './schema.ts';

/** Fen paid under all grants, or under those that one of the two received. */
export function sumOfGrants(grants: Refund['grants'], recipient?: string): number {
  return grants
    .filter((grant) => recipient === undefined || grant.recipient === recipient)
    .reduce((sum, { amount }) => sum + amount, 0);
}
