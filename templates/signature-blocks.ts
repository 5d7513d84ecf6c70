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

/** In the order drc, county, enterprise unless `roles` says otherwise; `labels` replace the parties' own. */
export function signatureBlocks(
  value: Pick<Joint, 'parties'>,
  roles: readonly Role[] = ROLES,
  labels: Readonly<Record<Role, string>> = ROLE_NAMES,
): SignatureLine[] {
  return roles.map((field) => {
    const { organization, code, person, title } = value.parties[field];
    return { field, label: labels[field], organization, code, representative: `${person}（${title}）` };
  });
}
