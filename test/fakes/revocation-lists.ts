// Revocation lists without a network.
import { NoRevocationList, type RevocationLists } from '../../functions/ports/revocation-lists.ts';

/** No certificate names one. */
export const noLists: RevocationLists = {
  inForce: () => Promise.reject(new NoRevocationList('not-named')),
};
