// The kinds of field a document's form is made of: one description serves form, validation and API.
import type { CalendarDate } from '../time.ts';

interface Described {
  label: string;
  /** Shown under the field where the rule is not obvious. */
  help?: string;
  /** May be left empty; then absent from the value. */
  optional?: true;
}

export interface TextField extends Described {
  kind: 'text';
  maxLength: number;
  /** What to do where the text is longer, and why: said after the limit. */
  ifLonger?: string;
  minLength?: number;
  multiline?: true;
  /** Whole-text pattern and the sentence that says what is wanted. */
  pattern?: { source: string; wanted: string };
}
/** 统一社会信用代码, GB 32100-2015, with its check character. */
export interface CreditCodeField extends Described {
  kind: 'credit-code';
}
export interface EmailField extends Described {
  kind: 'email';
}
export interface DateField extends Described {
  kind: 'date';
}
/** Typed in 万元 with at most two decimals; the value is integer fen. */
export interface MoneyField extends Described {
  kind: 'money';
}
/** km² with at most two decimals. */
export interface AreaField extends Described {
  kind: 'area';
}
export interface NumberField extends Described {
  kind: 'number';
  unit: string;
  decimals: number;
  min: number;
  max: number;
}
export interface ChoiceField extends Described {
  kind: 'choice';
  options: readonly { value: string; label: string }[];
}
/** A statement that is confirmed or not. */
export interface FlagField extends Described {
  kind: 'flag';
}
/** A division of Qinghai by its six-digit code. */
export interface RegionField extends Described {
  kind: 'region';
  level: 'prefecture' | 'county';
}
export interface GroupField extends Described {
  kind: 'group';
  fields: Readonly<Record<string, Field>>;
}
/** Repeated rows that can be added and removed. */
export interface RowsField extends Described {
  kind: 'rows';
  row: GroupField;
  min: number;
  max: number;
}

export type LeafField =
  | TextField
  | CreditCodeField
  | EmailField
  | DateField
  | MoneyField
  | AreaField
  | NumberField
  | ChoiceField
  | FlagField
  | RegionField;

export type Field = LeafField | GroupField | RowsField;

type LeafValue<F> = F extends { kind: 'money' | 'area' | 'number' }
  ? number
  : F extends { kind: 'flag' }
    ? boolean
    : F extends { kind: 'date' }
      ? CalendarDate
      : string;

type OptionalKeys<T> = { [K in keyof T]: T[K] extends { optional: true } ? K : never }[keyof T];

/** The value that a valid form gives. */
export type ValueOf<F> = F extends { kind: 'group'; fields: infer T }
  ? { -readonly [K in Exclude<keyof T, OptionalKeys<T>>]: ValueOf<T[K]> } & {
      -readonly [K in OptionalKeys<T>]?: ValueOf<T[K]>;
    }
  : F extends { kind: 'rows'; row: infer R }
    ? ValueOf<R>[]
    : LeafValue<F>;

/** What was typed: strings in the shape of the form. Flags are 'on' or absent. */
export type FormInput = { [key: string]: string | FormInput | FormInput[] };

/** Something wrong in a form, beside its field. `path` is like `items.0.deadline`; '' is the whole form. */
export interface Problem {
  path: string;
  /** Stable dotted noun. */
  code: string;
  /** In Chinese: what is wrong and what to do. */
  message: string;
}
