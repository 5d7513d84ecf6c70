// Instants are UTC (ISO 8601); dates of the law are calendar dates in Asia/Shanghai, fixed at UTC+8.

/** An instant, `2026-01-08T03:04:05.678Z`. */
export type Instant = string;

/** A calendar date, `2026-01-08`. */
export type CalendarDate = string;

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether `text` names a day that exists: `2026-02-29` does not. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** The calendar date in Shanghai at an instant. */
export function dateInShanghai(instant: Instant): CalendarDate {
  return new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The last instant of a calendar date in Shanghai: a period that ends on a day ends at 24:00 (民法典 art. 203). */
export function endOfDay(date: CalendarDate): Instant {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS - SHANGHAI_OFFSET_MS - 1).toISOString();
}

/** The date `days` after `date`; the first day is not counted (民法典 art. 201). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The instant `milliseconds` after another. */
export function after(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}

/** `2026年1月8日`: Arabic digits, full year, no leading zeros (GB/T 9704-2012 7.3.5.4). */
export function formatDate(date: CalendarDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** `2026年1月8日 11:04` in Shanghai. */
export function formatInstant(instant: Instant): string {
  const local = new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString();
  return `${formatDate(local.slice(0, 10))} ${local.slice(11, 16)}`;
}

/** The end of a term: one that ends on a day ends at its 24:00 (民法典 art. 203), and is said so. */
export function formatDeadline(instant: Instant): string {
  const day = dateInShanghai(instant);
  return endOfDay(day) === instant ? `${formatDate(day)} 24:00` : formatInstant(instant);
}
