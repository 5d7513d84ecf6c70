// Whether an issued document can still be made again as it was: printed once more from what was recorded then.
import { currentRevision } from '../domain/document-questions.ts';
import type { Sha256 } from '../domain/event.ts';
import { sha256 } from '../domain/trail.ts';
import { load } from './change.ts';
import { mustSee, type Staff } from './staff.ts';
import type { World } from './world.ts';

export interface Reprint {
  same: boolean;
  /** 'press': fonts or typesetter are not those of then, or layouts that were not kept; 'program': only our code can be the reason. */
  why: 'same' | 'press' | 'program' | 'not-recorded' | 'not-issued';
  /** Of what was printed now. */
  sha256?: Sha256;
  pdf?: Uint8Array;
}

/**
 * Recorded is the sheet: the wording as the template gave it, with title, layout and date. Not the value alone: a
 * template, a view or a type that has changed since would word it otherwise, while the sheet needs none of them. The
 * layouts of then are kept too, and used when they are not those of today. What is left to change are the fonts and the
 * typesetter, whose digest stands beside it, and our code between.
 * Throws Refusal 'document.unknown', and PrintFault where the sheet cannot be set any more.
 */
export async function reprint(
  world: Pick<World, 'documents' | 'files' | 'printer'>,
  staff: Staff,
  id: string,
): Promise<Reprint> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  if (!state.issue || !currentRevision(state)) return { same: false, why: 'not-issued' };
  const { base, printed } = state.issue;
  if (!printed) return { same: false, why: 'not-recorded' };
  const samePress = (await world.printer.press()) === printed.press;
  const layouts = samePress || !printed.layouts ? undefined : await world.files.get(printed.layouts);
  const pdf = await world.printer.reprint(await world.files.get(printed.sheet), layouts);
  const made = { sha256: sha256(pdf), pdf };
  if (made.sha256 === base) return { same: true, why: 'same', ...made };
  return { same: false, why: samePress ? 'program' : 'press', ...made };
}
