// What staff decide of one party's scan or seal: whose it is, and the page again with the reason when it is refused.
import { ROLES, type Role } from '../domain/party.ts';
import { Refusal } from '../domain/refusal.ts';
import type { OfficeContext } from './office-desk.ts';

/** Document and party of the address; Refusal 'document.unknown' for what is no party. */
export function partyOfAddress(context: OfficeContext): { id: string; role: Role } {
  const { id = '', role = '' } = context.req.param() as Record<string, string>;
  if (!ROLES.includes(role as Role)) throw new Refusal('document.unknown');
  return { id, role: role as Role };
}

/** `done`: what the document's page then says. `again`: the page of the decision, with what hinders it. */
export async function decided(
  context: OfficeContext,
  done: string,
  decide: (given: { id: string; role: Role }) => Promise<void>,
  again: (refusal: Refusal) => Promise<Response>,
): Promise<Response> {
  const { id, role } = partyOfAddress(context);
  try {
    await decide({ id, role });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'document.unknown') throw error;
    return again(error);
  }
  return context.redirect(`/office/documents/${id}?done=${done}`, 303);
}

/** A field of the form that was sent; '' if it has none of that name. */
export function sent(context: OfficeContext, field: string): string {
  return context.get('form').own.get(field) ?? '';
}
