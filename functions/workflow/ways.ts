// What the chosen ways of signing mean for a document: recorded when it is issued, said beside the form before.
import type { AnyValue, DocumentType } from '../domain/document-type.ts';
import type { Problem } from '../domain/form/field.ts';
import type { Party, Role } from '../domain/party.ts';
import { WAY_NAMES, type Ways } from '../domain/way.ts';

/** For the event Issued: nothing where all sign over their links and that suffices. */
export function waysOf(type: DocumentType, value: AnyValue): { ways?: Ways; insufficient?: Role[] } {
  const parties = type.parties(value);
  const others = parties.filter(({ way = 'link' }) => way !== 'link').map(({ role, way }) => [role, way]);
  const insufficient = parties.filter((party) => !suffices(type, party)).map(({ role }) => role);
  return {
    ...(others.length > 0 ? { ways: Object.fromEntries(others) } : {}),
    ...(type.disclosure && insufficient.length > 0 ? { insufficient } : {}),
  };
}

/** Such a document is signed all the same; it is only not published. */
export function wayWarnings(type: DocumentType, value: AnyValue): Problem[] {
  if (!type.disclosure) return [];
  return type
    .parties(value)
    .filter((party) => !suffices(type, party))
    .map(({ role, way = 'link' }) => ({
      path: `parties.${role}.way`,
      code: 'way.insufficient',
      message: `以${WAY_NAMES[way]}方式签署的，签署完成后不予公示；要公示的，请改选${sufficientNames(type, role)}`,
    }));
}

export function sufficientNames(type: Pick<DocumentType, 'sufficient'>, role: Role): string {
  return (type.sufficient?.[role] ?? []).map((way) => WAY_NAMES[way]).join('或者');
}

function suffices({ sufficient }: DocumentType, { role, way = 'link' }: Party): boolean {
  return sufficient?.[role]?.includes(way) ?? true;
}
