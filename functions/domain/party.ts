// Who may be a party of a document (青政办〔2021〕5号, art. 24), and the order in which they sign.
import type { Way } from './way.ts';

/** drc: 市州发展改革部门; county: 县（市、区、行委）政府; enterprise: 投资运营主体. */
export type Role = 'drc' | 'county' | 'enterprise';

export const ROLES: readonly Role[] = ['drc', 'county', 'enterprise'];

/** The policy's own words: 大柴旦 has a 行政委员会, so no name may say 人民政府. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  drc: '市州发展改革部门',
  county: '县（市、区、行委）政府',
  enterprise: '投资运营主体',
};

/** A party as the form gives it. `email` and `person` stay in the private data file. */
export interface Party {
  role: Role;
  organization: string;
  /** 统一社会信用代码, GB 32100-2015. */
  code: string;
  person: string;
  title: string;
  email: string;
  /** How it signs; absent: over its link. */
  way?: Way | undefined;
}

/** In whose name the parties are asked: the DRC's, else that of the highest among them. */
export function officeOf(parties: readonly Party[]): string {
  const [first] = ROLES.flatMap((role) => parties.filter((party) => party.role === role));
  return first!.organization;
}

/** Stages of signing: roles of one stage sign in any order, a later stage waits for the earlier. */
export type SigningOrder = readonly (readonly Role[])[];

/** All roles of an order, as `ROLES` has them. */
export function rolesOf(order: SigningOrder): Role[] {
  return ROLES.filter((role) => order.some((stage) => stage.includes(role)));
}

/** The roles that may sign now, given those that have. */
export function rolesInTurn(order: SigningOrder, signed: ReadonlySet<Role>): Role[] {
  const stage = order.find((roles) => roles.some((role) => !signed.has(role)));
  return stage ? stage.filter((role) => !signed.has(role)) : [];
}
