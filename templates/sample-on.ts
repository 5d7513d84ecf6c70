// The samples are written as of one day; on any other day their dates are moved along.
import type { Field, FormInput, GroupField } from '../functions/domain/form/field.ts';
import { addDays, type CalendarDate } from '../functions/domain/time.ts';

/** The day on which every sample.json passes as it stands. */
export const SAMPLE_DAY: CalendarDate = '2026-11-24';

/** All samples plan from here on. */
const FIRST_DAY_PLANNED: CalendarDate = '2027-01-01';

/** The sample as somebody would fill it in `today`: each date as far from today as it stands from SAMPLE_DAY. */
export function sampleOn(type: { form: GroupField; sample: FormInput }, today: CalendarDate): FormInput {
  const days = Math.round((Date.parse(today) - Date.parse(SAMPLE_DAY)) / 86_400_000);
  // By one number for all years, so that leap days cannot make two years one.
  const years = yearOf(addDays(FIRST_DAY_PLANNED, days)) - yearOf(FIRST_DAY_PLANNED);

  const moved = (field: Field, typed: FormInput[string]): FormInput[string] => {
    if (field.kind === 'group') return movedGroup(field, typed as FormInput);
    if (field.kind === 'rows') return (typed as FormInput[]).map((row) => movedGroup(field.row, row));
    if (field.kind === 'date') return addDays(typed as string, days);
    if (field.kind === 'number' && field.unit === '年') return String(Number(typed) + years);
    return typed;
  };
  const movedGroup = (group: GroupField, typed: FormInput): FormInput =>
    Object.fromEntries(Object.entries(typed).map(([key, inner]) => [key, moved(group.fields[key]!, inner)]));
  return movedGroup(type.form, type.sample);
}

function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}
