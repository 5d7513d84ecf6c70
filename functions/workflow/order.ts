// A document that another system orders: made once for each key, however often and however parallel it is sent.
import { createHmac } from 'node:crypto';
import { covers } from '../domain/divisions.ts';
import type { DocumentType } from '../domain/document-type.ts';
import type { DocumentEvent, EventBody, Sha256 } from '../domain/event.ts';
import type { Problem } from '../domain/form/field.ts';
import { readJson } from '../domain/form/read-form.ts';
import { writeForm } from '../domain/form/write-form.ts';
import { Refusal } from '../domain/refusal.ts';
import { dateInShanghai, type Instant } from '../domain/time.ts';
import { canonicalJson, sha256 } from '../domain/trail.ts';
import { VersionConflict } from '../ports/document-store.ts';
import { createDocument, documentId, mustBeType } from './draft.ts';
import { type Checking, checkForm, getJson, InvalidForm, putJson } from './form.ts';
import { mustReadBack } from './issue.ts';
import type { World } from './world.ts';

export type Ordering = Checking &
  Pick<World, 'documents' | 'trailKey' | 'files' | 'documentType' | 'printer'> & {
    /** At least 32 bytes; a change of it makes every key a new one. */
    idempotencySecret: Uint8Array;
  };

/** Another system and how far its region reaches: two, four or six digits. */
export interface Orderer {
  clientId: string;
  scope: string;
}

export interface Order {
  typeId: string;
  /** Visible ASCII; names this order among all of this orderer. */
  key: string;
  /** JSON as it was transmitted, at most a few dozen levels deep. */
  body: unknown;
  /** Whether it is issued at once or waits as a draft for staff. */
  issue: boolean;
}

/** What never changes of an ordered document, so that a repeated order gets the same answer for ever. */
export interface Ordered {
  id: string;
  type: string;
  createdAt: Instant;
  issue: 'requested' | 'by-staff';
  /** As of the day it was ordered. */
  warnings: Problem[];
}

/** The key was used before with another body; nothing was changed. */
export class KeyConflict extends Error {
  override readonly name = 'KeyConflict';
}

/**
 * Throws InvalidForm, KeyConflict, Refusal 'region.outside', and for an order to be issued Refusal
 * 'document.unreadable' and PrintFault, since nobody is there to put its text right later.
 */
export async function order(world: Ordering, by: Orderer, given: Order): Promise<Ordered> {
  const id = orderId(world.idempotencySecret, by.clientId, given.key);
  const request = sha256(canonicalJson(given.body));
  // Before any rule is asked: what was accepted once stays accepted when its dates have passed.
  const earlier = await answered(world, id, request);
  if (earlier) return earlier;

  const type = mustBeType(world, given.typeId);
  const { input, value, summary, warnings } = checkOrder(world, type, given.body);
  if (!covers(by.scope, summary.region)) throw new Refusal('region.outside');
  if (given.issue) await mustReadBack(world, { type, value, today: dateInShanghai(world.clock.now()) });

  const digest = await putJson(world.files, canonicalJson(input));
  const drafted: EventBody = { kind: 'Drafted', type: type.id, input: digest, summary, request };
  const bodies: EventBody[] = given.issue ? [drafted, { kind: 'IssueRequested' }] : [drafted];
  try {
    const { createdAt } = await createDocument(world, id, bodies, { kind: 'integration', id: by.clientId });
    return { id, type: type.id, createdAt, issue: given.issue ? 'requested' : 'by-staff', warnings };
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
    const first = await answered(world, id, request);
    if (!first) throw error;
    return first;
  }
}

/** Reads the body as the API's contract has it, then as the form that staff will see: both must hold. */
function checkOrder(world: Checking, type: DocumentType, body: unknown) {
  const read = readJson(type.form, body, world.uncovered);
  if (read.value === undefined) throw new InvalidForm(read.problems);
  const input = writeForm(type.form, read.value);
  const { value, problems, summary, warnings } = checkForm(world, type, input);
  if (value === undefined || problems.length > 0) throw new InvalidForm(problems);
  return { input, value, summary, warnings };
}

/** The key is visible ASCII, so the last NUL parts it from the client's id. */
function orderId(secret: Uint8Array, clientId: string, key: string): string {
  const mac = createHmac('sha256', secret).update(`idempotency\0${clientId}\0${key}`).digest();
  return documentId(mac.subarray(0, 16));
}

async function answered(world: Ordering, id: string, request: Sha256): Promise<Ordered | undefined> {
  const stored = await world.documents.load(id);
  if (!stored) return undefined;
  const [first, second] = stored.events;
  if (first?.kind !== 'Drafted' || first.request !== request) throw new KeyConflict();
  return {
    id,
    type: first.type,
    createdAt: first.at,
    issue: wasRequested(second) ? 'requested' : 'by-staff',
    warnings: await warningsOf(world, first),
  };
}

/** Those that the first answer had: of the same input, on the same day. */
async function warningsOf(
  world: Ordering,
  { type, input, at }: { type: string; input: Sha256; at: Instant },
): Promise<Problem[]> {
  const then = { ...world, clock: { now: () => at } };
  return checkForm(then, mustBeType(world, type), await getJson(world.files, input)).warnings;
}

function wasRequested(second: DocumentEvent | undefined): boolean {
  return second?.kind === 'IssueRequested' && second.by.kind === 'integration';
}
