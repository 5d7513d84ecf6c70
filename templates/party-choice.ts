// Documents that not all three parties sign: one of them, two, or one of county and enterprise.
import type { GroupField, Problem } from '../functions/domain/form/field.ts';
import { type Party, ROLE_NAMES, type Role } from '../functions/domain/party.ts';
import { type Joint, PARTIES, partiesOf } from './party-fields.ts';
import { found } from './problems.ts';

/** The group `parties` of a document that only `roles` sign: `someParties('county', 'enterprise')`. */
export function someParties<const R extends Role>(...roles: readonly R[]) {
  const fields = Object.fromEntries(roles.map((role) => [role, PARTIES.fields[role]]));
  return { kind: 'group', label: '签署方', fields: fields as Pick<typeof PARTIES.fields, R> } as const;
}

const ONE_OF_TWO = '县（市、区、行委）政府和投资运营主体只填一方，另一方全部留空';

/** County and enterprise, of whom exactly one is filled in; `eitherRules` sees to it. */
const either = {
  county: { ...PARTIES.fields.county, help: `${ONE_OF_TWO}；大柴旦填写“大柴旦行政委员会”`, optional: true },
  enterprise: { ...PARTIES.fields.enterprise, help: ONE_OF_TWO, optional: true },
} as const;

/** Signed by one of county and enterprise alone. */
export const EITHER_PARTY = { kind: 'group', label: '签署方', fields: either } as const satisfies GroupField;

/** Signed by the DRC and by one of county and enterprise. */
export const DRC_AND_EITHER_PARTY = {
  kind: 'group',
  label: '签署方',
  fields: { drc: PARTIES.fields.drc, ...either },
} as const satisfies GroupField;

/** `word` says what the one party is in this document: 受送达人. */
export function eitherRules({ parties }: Pick<Joint, 'parties'>, word: string): Problem[] {
  return found(
    !parties.county &&
      !parties.enterprise && {
        path: 'parties.county',
        code: 'party.neither',
        message: `请填写${word}：${ROLE_NAMES.county}或${ROLE_NAMES.enterprise}`,
      },
    parties.county !== undefined &&
      parties.enterprise !== undefined && {
        path: 'parties.enterprise',
        code: 'party.both',
        message: `${word}只能是一方，请只留一方，把另一方的各项清空；两方都要的，分别制作`,
      },
  );
}

/** The one of county and enterprise; of two the county, undefined if none is filled in yet. */
export function eitherParty(value: Pick<Joint, 'parties'>): Party | undefined {
  return partiesOf(value).find(({ role }) => role !== 'drc');
}
