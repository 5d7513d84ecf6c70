// Issuing: the form must pass, the document gets its number and its frozen PDF, and signing begins.

import { mustBeDraft } from '../domain/decide.ts';
import type { DocumentState } from '../domain/document.ts';
import { currentRevision } from '../domain/document-questions.ts';
import type { AnyValue, DocumentType } from '../domain/document-type.ts';
import type { Actor } from '../domain/event.ts';
import { Refusal } from '../domain/refusal.ts';
import { dateInShanghai, endOfDay } from '../domain/time.ts';
import { canonicalJson } from '../domain/trail.ts';
import type { Print, Printed } from '../ports/printer.ts';
import { change, load } from './change.ts';
import { mustBeType } from './draft.ts';
import { type Checking, checkForm, getJson, InvalidForm, putJson } from './form.ts';
import { type Issuance, mustBeSignable } from './issuance.ts';
import { actor, mustSee, type Staff } from './staff.ts';
import { waysOf } from './ways.ts';
import type { World } from './world.ts';

type Issuing = Checking &
  Issuance &
  Pick<World, 'documents' | 'trailKey' | 'files' | 'documentType' | 'numbers' | 'printer'>;
type Previewing = Checking & Pick<World, 'documents' | 'documentType' | 'printer'>;

/** `seen`: the digest of the input that this person saw; what somebody else has changed meanwhile is not issued unseen. */
export async function issueAsStaff(world: Issuing, staff: Staff, id: string, seen: string): Promise<void> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  mustBeDraft(state);
  await issue(world, id, actor(staff), seen);
}

/** Throws InvalidForm if the form has problems, and what `mustBeSignable` throws; doing it again after it was done changes nothing. */
export async function issue(world: Issuing, id: string, by: Actor, seen?: string): Promise<void> {
  const { state, changedAt } = await load(world, id);
  if (currentRevision(state)) return;
  mustBeDraft(state);
  if (seen !== undefined && seen !== state.input) throw new Refusal('document.changed');
  const type = mustBeType(world, state.type);
  const { value, problems } = checkForm(world, type, await getJson(world.files, state.input));
  if (value === undefined || problems.length > 0) throw new InvalidForm(problems);
  await mustBeSignable(world, changedAt, endOfDay(type.signBy(value)));
  const issuedOn = dateInShanghai(world.clock.now());
  // Before a number is taken, so that none is lost to a character that cannot be read back.
  await mustReadBack(world, { type, value, today: issuedOn });
  const { series, format } = type.number(value, issuedOn);
  const number = format(await world.numbers.reserve(series, id));
  const printed = await mustReadBack(world, { type, value, issue: { number, issuedOn }, today: issuedOn });
  await freeze(world, id, by, { state, type, value, number, issuedOn, printed });
}

/**
 * Printed so that its text is what was typed; throws Refusal 'document.unreadable', PrintFault, and TypeError for a type
 * that does not agree with itself.
 */
export async function mustReadBack(
  world: Pick<World, 'printer'>,
  print: Print & { type: DocumentType },
): Promise<Printed> {
  const printed = await world.printer.print(print);
  mustAgree(print.type, print.value, printed.fields);
  mustBeReadable(printed);
  return printed;
}

function mustBeReadable({ differences: [first] }: Printed): void {
  if (first !== undefined) throw new Refusal('document.unreadable', first);
}

/** Those who sign, the order they sign in and the boxes on the page are the same roles, each once. */
function mustAgree(type: DocumentType, value: AnyValue, fields: readonly string[]): void {
  const parties = type.parties(value).map(({ role }) => role);
  const ordered = type.order(value).flat();
  const said = [parties, ordered, fields].map((roles) => [...roles].sort().join(' '));
  const once = new Set(parties).size === parties.length && parties.length > 0;
  if (!once || new Set(said).size > 1)
    throw new TypeError(`${type.id}: parties, order and boxes are: ${said.join('; ')}`);
}

interface Frozen {
  state: DocumentState;
  type: DocumentType;
  value: AnyValue;
  number: string;
  issuedOn: string;
  printed: Printed;
}

async function freeze(world: Issuing, id: string, by: Actor, made: Frozen): Promise<void> {
  const { state, type, value, number, issuedOn, printed } = made;
  const data = await putJson(world.files, canonicalJson(value));
  const template = await world.files.put(printed.template, 'text/plain; charset=utf-8');
  const sheet = await world.files.put(printed.sheet, 'application/json');
  const layouts = await world.files.put(await world.printer.layouts(), 'application/json');
  const press = await world.printer.press();
  const base = await world.files.put(printed.pdf, 'application/pdf');
  await change(world, id, by, (current) => {
    if (current.issue?.base === base) return [];
    mustBeDraft(current);
    if (current.input !== state.input) throw new Refusal('document.changed');
    const dueAt = endOfDay(type.signBy(value));
    const discloses = type.disclosure !== undefined;
    const order = type.order(value);
    const ways = waysOf(type, value);
    const from = { data, template, printed: { sheet, press, layouts } };
    return [{ kind: 'Issued', number, ...from, base, issuedOn, dueAt, order, discloses, ...ways }];
  });
}

/**
 * The PDF of an unfinished form, marked as a draft; throws InvalidForm while a field cannot be read, and, so that issuing
 * brings nothing new, Refusal 'document.unreadable'.
 */
export async function preview(world: Previewing, typeId: string, input: AnyValue): Promise<Uint8Array> {
  const type = mustBeType(world, typeId);
  const { value, problems } = checkForm(world, type, input);
  if (value === undefined) throw new InvalidForm(problems);
  const printed = await world.printer.print({ type, value, today: dateInShanghai(world.clock.now()) });
  mustBeReadable(printed);
  return printed.pdf;
}
