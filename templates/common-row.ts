// What rows of the registry have in common, and what every template sees.
import type { DocumentType } from '../functions/domain/document-type.ts';
import type { ValueOf } from '../functions/domain/form/field.ts';
import type { Role } from '../functions/domain/party.ts';
import { summarizeDraft } from './draft-summary.ts';
import { copiesLine, type OFFICE } from './office-fields.ts';
import { type Joint, partiesOf, placeName } from './party-fields.ts';
import { signatureBlocks } from './signature-blocks.ts';

/** A title that says no more than the town's name and the kind of document; in lists from the first keystroke on. */
export function titled(titleOf: (town: string) => string) {
  return {
    summarize: (partial: unknown) => summarizeDraft(partial, titleOf),
    title: (value: Pick<Named, 'town'>) => titleOf(value.town.name),
  } satisfies Partial<DocumentType>;
}

/** Each party of the form signs, by the day that the form names. */
export const ALL_SIGN = {
  parties: partiesOf,
  signBy: (value: Joint) => value.signing.signBy,
} as const satisfies Partial<DocumentType>;

/** The DRC issues, and county and enterprise acknowledge receipt. */
export const ISSUED_TO_BOTH = {
  ...ALL_SIGN,
  order: () => [['drc'], ['county', 'enterprise']],
  receivers: ['county', 'enterprise'],
} as const satisfies Partial<DocumentType>;

type Named = Joint & { town: { name: string } };
interface Issue {
  number: string;
  issuedOn: string;
}

/** Of any document: its number and day, the town and its place, who signs, until when. */
export function commonView(value: Named, { number, issuedOn }: Issue) {
  const organizations: Partial<Record<Role, string>> = {};
  for (const { role, organization } of partiesOf(value)) organizations[role] = organization;
  return {
    number,
    issuedOn,
    place: placeName(value.region),
    town: value.town.name,
    ...organizations,
    signBy: value.signing.signBy,
  };
}

const ISSUED_AND_RECEIVED: Readonly<Record<Role, string>> = {
  drc: '发文',
  county: '签收',
  enterprise: '签收',
};

/** Of a document of the DRC also its authority and copies; the others only receive it. */
export function issuedView(value: Named & { office: ValueOf<typeof OFFICE> }, issue: Issue) {
  return {
    ...commonView(value, issue),
    authority: value.office.authority,
    copies: copiesLine(value.office),
    signatures: signatureBlocks(value, undefined, ISSUED_AND_RECEIVED),
  };
}
