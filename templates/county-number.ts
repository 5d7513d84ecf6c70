// Documents that are no 公文 of a DRC have no 文号: each county's are counted, year by year.
import type { ValueOf } from '../functions/domain/form/field.ts';
import type { CalendarDate } from '../functions/domain/time.ts';
import type { REGION } from './party-fields.ts';

/** 630121-2026-整报-0001: county, year, `word`, place among that county's of the year. */
export function countyNumber(
  kind: string,
  { region }: { region: ValueOf<typeof REGION> },
  word: string,
  issuedOn: CalendarDate,
) {
  const year = issuedOn.slice(0, 4);
  return {
    series: `${kind}-${region.county}-${year}`,
    format: (n: number) => `${region.county}-${year}-${word}-${String(n).padStart(4, '0')}`,
  };
}

/** What `countyNumber` gives for `word`, as somebody types it into a later document. */
export const countyNumberPattern = (word: string) => ({
  source: `63\\d{4}-20\\d{2}-${word}-\\d{4}`,
  wanted: `请照原文书填写编号，如“630121-2026-${word}-0001”`,
});
