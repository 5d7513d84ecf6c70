// What a client sees of a document: no person, no address, no free text. Links are relative to the server's origin.
import type { DocumentState, PartyState } from '../domain/document.ts';
import { signers, wayOf } from '../domain/document-questions.ts';
import type { Listing } from '../ports/document-store.ts';
import type { Ordered } from '../workflow/order.ts';

const self = (id: string): string => `/api/v1/documents/${id}`;

/** Holds only what never changes, so that the same order gets the same bytes for ever. */
export function showOrdered({ id, type, createdAt, issue, warnings }: Ordered) {
  return { id, type, createdAt, issue, warnings, links: { self: self(id), pdf: `${self(id)}/pdf` } };
}

export function showListed({ id, listing }: { id: string; listing: Listing }) {
  const { type, status, title, town, region, number, createdAt } = listing;
  return { id, type, status, title, town, region, ...(number ? { number } : {}), createdAt };
}

export function showDocument(id: string, state: DocumentState) {
  const { type, status, summary, issue, createdAt, revisions, parties } = state;
  const { title, town, region } = summary;
  return {
    id,
    type,
    status,
    ...(issue ? { number: issue.number } : {}),
    title,
    town,
    region,
    createdAt,
    ...(issue ? { issuedOn: issue.issuedOn, dueAt: issue.dueAt } : {}),
    ...(state.publishedAt ? { publishedAt: state.publishedAt } : {}),
    parties: signers(state).map((role) => ({ role, way: wayOf(state, role), ...showParty(parties[role]) })),
    ...(issue && issue.insufficient.length > 0 ? { insufficient: issue.insufficient } : {}),
    revisions: revisions.map(({ sha256, signedBy }) => ({ sha256, signedBy })),
    links: { self: self(id), ...(revisions.length > 0 ? { pdf: `${self(id)}/pdf` } : {}) },
  };
}

function showParty({ openedAt, consented, signed, declined }: PartyState) {
  return {
    ...(openedAt ? { openedAt } : {}),
    ...(consented ? { consentedAt: consented.at } : {}),
    ...(signed ? { signedAt: signed.at } : {}),
    ...(declined ? { declinedAt: declined.at } : {}),
  };
}
