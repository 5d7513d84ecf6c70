// What a template prints in the signature blocks: never an address or a telephone number.
import { ROLE_NAMES, ROLES, type Role } from '../functions/domain/party.ts';
import type { Joint } from './party-fields.ts';

export interface SignatureLine {
  field: Role;
  label: string;
  organization: string;
  code: string;
  representative: string;
}

/** In the order drc, county, enterprise unless `roles` says otherwise, without those who do not sign. */
export function signatureBlocks(
  value: Pick<Joint, 'parties'>,
  roles: readonly Role[] = ROLES,
  labels: Readonly<Partial<Record<Role, string>>> = {},
): SignatureLine[] {
  return roles.flatMap((field) => {
    const party = value.parties[field];
    if (!party) return [];
    const { organization, code, person, title } = party;
    const label = labels[field] ?? ROLE_NAMES[field];
    return [{ field, label, organization, code, representative: `${person}（${title}）` }];
  });
}
