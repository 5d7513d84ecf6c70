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

/** In the order of `roles`, without those who do not sign. `capacities` say as what each signs: 审核, 受送达人. */
export function signatureBlocks(
  value: Pick<Joint, 'parties'>,
  roles: readonly Role[] = ROLES,
  capacities: Readonly<Partial<Record<Role, string>>> = {},
): SignatureLine[] {
  return roles.flatMap((field) => {
    const party = value.parties[field];
    if (!party) return [];
    const { organization, code, person, title } = party;
    const capacity = capacities[field];
    const label = capacity ? `${capacity}：${ROLE_NAMES[field]}` : ROLE_NAMES[field];
    return [{ field, label, organization, code, representative: `${person}（${title}）` }];
  });
}
