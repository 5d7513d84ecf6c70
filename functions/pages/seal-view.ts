// The page of a provider's seal: what came back, what of it was verified, and what staff decide about it.
import type { DocumentState } from '../domain/document.ts';
import type { Party } from '../domain/party.ts';
import { formatInstant } from '../domain/time.ts';
import { type Seal, sealToCheck } from '../domain/way.ts';

/** All names that the view `seal` asks for, but for refusals and what was typed. */
export function sealView(
  id: string,
  state: DocumentState,
  given: {
    party: Party;
    seal: Seal & Required<Pick<Seal, 'received'>>;
    /** 统一社会信用代码 as the provider stated it; '' where it did not. */
    owner: string;
    refusedWhy: string;
  },
) {
  const { party, seal, owner, refusedWhy } = given;
  const { received, confirmed, refused } = seal;
  const open = state.status === 'signing' && !refused && !state.parties[party.role].signed;
  return {
    title: `核对用印结果 · ${state.summary.title}`,
    heading: '核对用印结果',
    document: `/office/documents/${id}`,
    here: `/office/documents/${id}/seal/${party.role}`,
    documentTitle: state.summary.title,
    number: state.issue!.number,
    organization: party.organization,
    code: party.code,
    provider: received.provider,
    sealNumber: received.seal,
    sealed: formatInstant(received.at),
    owner,
    revision: seal.revision ?? '',
    digest: received.evidence,
    file: {
      href: `/office/documents/${id}/kept/${received.evidence}`,
      name: `用印凭证 ${received.evidence.slice(0, 16)}`,
    },
    toConfirm: open && sealToCheck({ seal }) !== undefined,
    open,
    signed: state.parties[party.role].signed !== undefined,
    confirmed: confirmed ? `${formatInstant(confirmed.at)}，${confirmed.organization}` : '',
    refused: refused ? formatInstant(refused.at) : '',
    refusedWhy,
  };
}
