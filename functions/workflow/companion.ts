// A document that goes with another, an order's receipt say: a draft that begins with who and where.
import { carryOver } from '../domain/form/carry-over.ts';
import type { FormInput } from '../domain/form/field.ts';
import { load } from './change.ts';
import { type Drafting, draft, mustBeType } from './draft.ts';
import { getJson } from './form.ts';
import { mustSee, type Staff } from './staff.ts';

/** The id of the draft, of type `typeId`; throws Refusal 'document.unknown' or 'type.unknown'. */
export async function draftCompanion(
  world: Drafting,
  staff: Staff,
  id: string,
  typeId: string,
): Promise<string> {
  const { state } = await load(world, id);
  mustSee(staff.scope, state);
  const [from, to] = [mustBeType(world, state.type), mustBeType(world, typeId)];
  const typed: FormInput = await getJson(world.files, state.input);
  const { issue, summary } = state;
  const named = issue ? { title: summary.title, number: issue.number, date: issue.issuedOn } : {};
  const input = carryOver(from.form, typed, to.form, named);
  return (await draft(world, staff, typeId, input, { copiedFrom: id })).id;
}
