// What the workflow should do, said a second time and as plainly as possible: a few facts a document, and for every
// command the refusal it must meet. Tests run both side by side.
import { type Role, rolesInTurn, type SigningOrder } from '../../functions/domain/party.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export interface PartyModel {
  codes: number[];
  failures: number;
  consented: boolean;
  declined: boolean;
  /** With which round's code it has consented or declined. */
  round?: number;
  /** Digest of the file it has consented to. */
  shown?: string;
  signed: boolean;
  reminded: number[];
}

export interface DocumentModel {
  id: string;
  type: string;
  order: SigningOrder;
  discloses: boolean;
  dueAt: number;
  ended?: 'declined' | 'voided' | 'expired' | 'completed';
  parties: Partial<Record<Role, PartyModel>>;
}

export interface Model {
  now: number;
  documents: DocumentModel[];
}

export const newPartyModel = (): PartyModel => ({
  codes: [],
  failures: 0,
  consented: false,
  declined: false,
  signed: false,
  reminded: [],
});

export const rolesOfModel = ({ parties }: DocumentModel): Role[] => Object.keys(parties) as Role[];

/** The refusal that meets whoever acts for this role now, or none. */
export function refusalToAct(model: Model, document: DocumentModel, role: Role): string | undefined {
  if (document.ended || model.now >= document.dueAt) return 'document.not-signing';
  const party = document.parties[role];
  if (!party) return 'party.unknown';
  if (party.consented) return 'party.already-signed';
  const signed = new Set(rolesOfModel(document).filter((one) => document.parties[one]!.signed));
  return rolesInTurn(document.order, signed).includes(role) ? undefined : 'party.not-in-turn';
}

export function refusalOfCode(model: Model, document: DocumentModel, role: Role): string | undefined {
  const refusal = refusalToAct(model, document, role);
  if (refusal) return refusal;
  const { codes } = document.parties[role]!;
  const within = (span: number) => codes.filter((at) => at > model.now - span).length;
  return within(HOUR) >= 5 || within(24 * HOUR) >= 12 ? 'code.too-many' : undefined;
}

/** What becomes of a code typed in now: `right` is whether it is the newest one's. */
export function refusalOfTyped(model: Model, party: PartyModel, right: boolean): string | undefined {
  const last = party.codes.at(-1);
  if (last === undefined) return 'code.missing';
  if (party.failures >= 5) return 'code.exhausted';
  if (model.now >= last + 10 * MINUTE) return 'code.expired';
  if (right) return undefined;
  return party.failures === 4 ? 'code.exhausted' : 'code.wrong';
}

export function refusalToRemind(model: Model, document: DocumentModel, role: Role): string | undefined {
  const refusal = refusalToAct(model, document, role);
  if (refusal) return refusal;
  const last = document.parties[role]!.reminded.at(-1);
  return last !== undefined && last > model.now - HOUR ? 'reminder.too-soon' : undefined;
}

/** Only the loop signs, reminds by itself and ends; this is what must stand when it has run to its end. */
export function runLoop(model: Model, document: DocumentModel): void {
  if (document.ended) return;
  const parties = Object.values(document.parties);
  for (const party of parties) party.signed = party.consented;
  if (parties.every(({ signed }) => signed)) document.ended = 'completed';
  else if (model.now >= document.dueAt + MINUTE) document.ended = 'expired';
}
