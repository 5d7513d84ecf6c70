// What a kind of document is, whatever it says: a row of the registry has this shape.
import type { Summary } from './event.ts';
import type { FormInput, GroupField, Problem } from './form/field.ts';
import type { Party, Role, SigningOrder } from './party.ts';
import type { CalendarDate } from './time.ts';
import type { Way } from './way.ts';

// biome-ignore lint/suspicious/noExplicitAny: each type knows its own value; the registry holds them all.
export type AnyValue = any;

/** What the register shows of a published document beside its parties and digests. */
export interface Disclosure {
  town: string;
  townCategory: string;
  prefecture: string;
  county: string;
  plannedAreaKm2: number;
  validUntil?: CalendarDate;
}

/** What the press asks of a type. */
export type Printable<Value = AnyValue> = Pick<DocumentType<Value>, 'id' | 'layout' | 'title' | 'view'>;

export interface DocumentType<Value = AnyValue> {
  /** Names the folder in templates/ and appears in URLs. */
  id: string;
  /** 三级联签承诺书 */
  name: string;
  /** The heading it stands under where a type is chosen. */
  group: string;
  /** One sentence for the page where a type is chosen. */
  purpose: string;
  form: GroupField;
  /** Rules over several fields; `today` is the calendar date in Shanghai. */
  rules(value: Value, today: CalendarDate): Problem[];
  /** From an unfinished form, with texts for what is not there yet. */
  summarize(partial: AnyValue): Summary;
  title(value: Value): string;
  /** What is unusual and stands all the same: shown beside the field, never a reason to refuse. */
  warnings?(value: Value, today: CalendarDate): Problem[];
  /** One to three, each role once; those that sign. */
  parties(value: Value): Party[];
  /** Holds each of `parties` exactly once. */
  order(value: Value): SigningOrder;
  /** Whose signature only acknowledges receipt (签收): absent if nobody's does. */
  receivers?: readonly Role[];
  /** Ways of signing that suffice for publishing; of a role that is absent, all do. */
  sufficient?: Readonly<Partial<Record<Role, readonly Way[]>>>;
  /** The last day on which it can be signed. */
  signBy(value: Value): CalendarDate;
  layout: 'pledge' | 'official' | 'letter';
  /** The series a number is taken from, and how number n of it reads. */
  number(value: Value, issuedOn: CalendarDate): { series: string; format(n: number): string };
  /** What the template sees: the value with labels, totals and dates ready to print. */
  view(value: Value, issue: { number: string; issuedOn: CalendarDate }): object;
  /** A filled form that passes. */
  sample: FormInput;
  /** Present if the signed document is published. */
  disclosure?(value: Value): Disclosure;
}
