// The samples are written as of one day; on any other day their dates are moved along.
import type { FormInput } from '../functions/domain/form/field.ts';
import { addDays, type CalendarDate, isCalendarDate } from '../functions/domain/time.ts';

/** The day on which every sample.json passes as it stands. */
export const SAMPLE_DAY: CalendarDate = '2026-11-24';

/** The sample as somebody would fill it in `today`: each date as far from today as it stands from SAMPLE_DAY. */
export function sampleOn(sample: FormInput, today: CalendarDate): FormInput {
  const days = Math.round((Date.parse(today) - Date.parse(SAMPLE_DAY)) / 86_400_000);
  const moved = (typed: FormInput[string]): FormInput[string] => {
    if (Array.isArray(typed)) return typed.map((row) => moved(row) as FormInput);
    if (typeof typed === 'object') return sampleOn(typed, today);
    return isCalendarDate(typed) ? addDays(typed, days) : typed;
  };
  return Object.fromEntries(Object.entries(sample).map(([key, typed]) => [key, moved(typed)]));
}
