// The leaf fields of a form, and another text that could be typed into each.
import type {
  Field,
  FormInput,
  GroupField,
  LeafField,
  TextField,
} from '../../functions/domain/form/field.ts';
import { addDays } from '../../functions/domain/time.ts';

export interface Leaf {
  /** `items.0.deadline`: of rows only the first. */
  path: string;
  /** The same without row numbers, as the form has it. */
  name: string;
  field: LeafField;
}

/** Without the optional groups that `filled` leaves out: one field alone of such a group cannot be read. */
export function leavesOf(group: GroupField, filled: FormInput, at: string[] = []): Leaf[] {
  return Object.entries(group.fields).flatMap(([key, field]: [string, Field]): Leaf[] => {
    const path = [...at, key];
    const typed = filled[key];
    if (field.kind === 'group') {
      return field.optional && !typed ? [] : leavesOf(field, typed as FormInput, path);
    }
    if (field.kind === 'rows') return leavesOf(field.row, (typed as FormInput[])[0]!, [...path, '0']);
    return [{ path: path.join('.'), name: path.filter((part) => part !== '0').join('.'), field }];
  });
}

/** Something that can be read and is not `typed`; undefined takes a flag away. */
export function otherThan({ field }: Leaf, typed: string | undefined): string | undefined {
  switch (field.kind) {
    case 'text':
      // A number stays one: 63012120261008000002, 宁发改改通〔2026〕4号.
      if (field.pattern && typed !== undefined && /\d号?$/.test(typed))
        return typed.replace(/\d(?=号?$)/, (digit) => String((Number(digit) % 9) + 1));
      if (typed === undefined) return FILLERS.find((text) => matches(field, text));
      return `${typed}甲`;
    case 'credit-code':
      return typed === '91350100M000100Y43' ? '91440300708461136T' : '91350100M000100Y43';
    case 'email':
      return `x${typed}`;
    case 'date':
      return addDays(typed ?? '2027-01-01', 1);
    case 'money':
    case 'area':
    case 'number':
      return String(Number(typed ?? 0) + 1);
    case 'choice':
      return field.options.find(({ value }) => value !== typed)!.value;
    case 'flag':
      return typed === undefined ? 'on' : undefined;
    case 'region':
      return field.level === 'prefecture' ? '630200' : '630123';
  }
}

/** For a text that the sample leaves out: a sentence, or a number of the kind that is asked for. */
const FILLERS = ['补充填写的十个字以上内容', '宁发改改通〔2026〕3号', '63012120261008000001'];

function matches({ pattern }: TextField, text: string): boolean {
  return !pattern || new RegExp(`^(?:${pattern.source})$`, 'u').test(text);
}
