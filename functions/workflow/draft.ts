// Making, editing and copying a draft. A draft may be unfinished: what was typed is kept as typed.

import { editDraft, mustBeDraft } from '../domain/decide.ts';
import { covers } from '../domain/divisions.ts';
import { type DocumentState, fold } from '../domain/document.ts';
import type { DocumentType } from '../domain/document-type.ts';
import type { Actor, EventBody, Sha256 } from '../domain/event.ts';
import type { FormInput, Problem } from '../domain/form/field.ts';
import { Refusal } from '../domain/refusal.ts';
import { canonicalJson, extendTrail } from '../domain/trail.ts';
import { type Changing, change, listingOf, load } from './change.ts';
import { type Checking, checkForm, getJson, placed, putJson } from './form.ts';
import { actor, mustSee, type Staff } from './staff.ts';
import { signHead } from './trail-head.ts';
import type { World } from './world.ts';

export type Drafting = Checking & Changing & Pick<World, 'files' | 'documentType' | 'random'>;

/** Throws VersionConflict if `id` was given and exists: the same form has come before, see `drafted`. */
export async function draft(
  world: Drafting,
  staff: Staff,
  typeId: string,
  input: FormInput,
  { id = documentId(world.random(16)), copiedFrom }: { id?: string; copiedFrom?: string } = {},
): Promise<{ id: string; problems: Problem[] }> {
  const type = mustBeType(world, typeId);
  const { problems, summary } = checkForm(world, type, input);
  const within = placed(summary, staff.scope);
  if (!covers(staff.scope, within.region)) throw new Refusal('region.outside');
  const digest = await putJson(world.files, canonicalJson(input));
  const body: EventBody = { kind: 'Drafted', type: typeId, input: digest, summary: within };
  await createDocument(world, id, [copiedFrom ? { ...body, copiedFrom } : body], actor(staff));
  return { id, problems };
}

/**
 * What `staff` began under this id: the digest of the input it began with. Throws Refusal 'document.unknown' for an id
 * under which somebody else, or another type of document, was begun.
 */
export async function drafted(world: Drafting, staff: Staff, id: string, typeId: string): Promise<Sha256> {
  const [first] = (await world.documents.load(id))?.events ?? [];
  const own = first?.by.kind === 'staff' && first.by.id === staff.id;
  if (!own || first.kind !== 'Drafted' || first.type !== typeId) throw new Refusal('document.unknown');
  return first.input;
}

export async function saveDraft(
  world: Drafting,
  staff: Staff,
  id: string,
  input: FormInput,
  seen: string,
): Promise<Problem[]> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  const { problems, summary } = checkForm(world, mustBeType(world, state.type), input);
  const within = placed(summary, staff.scope);
  if (!covers(staff.scope, within.region)) throw new Refusal('region.outside');
  const digest = await putJson(world.files, canonicalJson(input));
  await change(world, id, actor(staff), (current) => {
    // Somebody else's edit is not overwritten unseen.
    if (current.input !== seen && current.input !== digest) {
      mustBeDraft(current);
      throw new Refusal('document.changed');
    }
    return editDraft(current, digest, within);
  });
  return problems;
}

export async function copyToDraft(world: Drafting, staff: Staff, id: string): Promise<string> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  const input = (await getJson(world.files, state.input)) as FormInput;
  return (await draft(world, staff, state.type, input, { copiedFrom: id })).id;
}

/** A new document from its first events. */
export async function createDocument(
  world: Changing,
  id: string,
  bodies: EventBody[],
  by: Actor,
): Promise<DocumentState> {
  const now = world.clock.now();
  const events = extendTrail([], bodies, now, by);
  const state = fold(events);
  await world.documents.create({
    id,
    version: events.length,
    events,
    listing: listingOf(state, now),
    head: await signHead(world, id, events),
  });
  return state;
}

export function mustBeType(world: Pick<World, 'documentType'>, id: string): DocumentType {
  const type = world.documentType(id);
  if (!type) throw new Refusal('type.unknown');
  return type;
}

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

export function isDocumentId(text: string): boolean {
  return text.length === 26 && [...text].every((character) => ALPHABET.includes(character));
}

/** 26 characters of base 32 from 16 bytes. */
export function documentId(bytes: Uint8Array): string {
  let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let id = '';
  for (let index = 0; index < 26; index += 1) {
    id = ALPHABET[Number(value % 32n)] + id;
    value /= 32n;
  }
  return id;
}
