// Walks a form's description and what was typed into it: one node for each thing the page shows.
import type { Field, FormInput, GroupField, LeafField, Problem, RowsField } from '../domain/form/field.ts';
import { type Option, regionOptions } from './region-options.ts';

/** Every node names the view that shows it, and has all that this view asks for. */
export type FieldNode = LeafNode | GroupNode | RowsNode;

interface Shown {
  view: string;
  label: string;
  help: string;
  optional: boolean;
  name: string;
  id: string;
  errors: string[];
  /** What is unusual, and may stay. */
  warnings: string[];
}

export interface LeafNode extends Shown {
  value: string;
  size: 'wide' | 'half' | 'short';
  type: 'text' | 'date';
  inputMode: 'text' | 'decimal' | 'email';
  unit: string;
  /** Ids of help and errors, for aria-describedby. */
  describedBy: string;
  focus: boolean;
  lines: number;
  choices: { label: string; options: Option[] }[];
  /** `county` or `prefecture` for a region, else ''. */
  region: string;
}

export interface GroupNode extends Shown {
  fields: FieldNode[];
  /** Set for a row: what its remove button sends. */
  removes: string;
  level: number;
}

export interface RowsNode extends Shown {
  rows: GroupNode[];
  /** A row with `{n}` for its index and `{i}` for its place, for adding one without asking the server. */
  blank: GroupNode;
  min: number;
  max: number;
  full: boolean;
}

export interface FormView {
  fields: FieldNode[];
  /** All problems, in the order of the form, with the field and the group it stands in; `id` is '' if none shows it. */
  summary: NamedNote[];
  /** All warnings, likewise. */
  warnings: NamedNote[];
}

/** `id` and `label` are '' if no field shows it. */
export interface NamedNote {
  id: string;
  label: string;
  message: string;
}

export interface FormShown {
  input: FormInput;
  problems: readonly Problem[];
  warnings?: readonly Problem[];
  scope: string;
  /** A path whose field, or whose first field, gets the focus. */
  focus?: string;
  /** Nothing was typed yet: rows that must be there stand open. */
  fresh?: boolean;
}

type Typed = string | FormInput | FormInput[] | undefined;

interface Walk extends FormShown {
  /** The label of the group that is being walked; '' for the form itself. */
  within: string;
  summary: NamedNote[];
  warned: NamedNote[];
  shown: Set<Problem>;
}

export function formView(form: GroupField, shown: FormShown): FormView {
  const walk: Walk = { ...shown, within: '', summary: [], warned: [], shown: new Set() };
  const fields = children(walk, form, shown.input, '', 2);
  const general = (notes: readonly Problem[]) =>
    notes.filter((note) => !walk.shown.has(note)).map(({ message }) => ({ id: '', label: '', message }));
  return {
    fields,
    summary: [...general(shown.problems), ...walk.summary],
    warnings: [...general(shown.warnings ?? []), ...walk.warned],
  };
}

function children(walk: Walk, group: GroupField, typed: FormInput, path: string, level: number): FieldNode[] {
  return Object.entries(group.fields).map(([key, field]) => {
    const inner = path ? `${path}.${key}` : key;
    const value = Object.hasOwn(typed, key) ? typed[key] : undefined;
    if (field.kind === 'group') return groupNode(walk, field, value, inner, level);
    if (field.kind === 'rows') return rowsNode(walk, field, value, inner, level);
    return leafNode(walk, field, typeof value === 'string' ? value : '', inner);
  });
}

function shownAs(walk: Walk, field: Field, path: string, view: string): Shown {
  const id = `f-${path.replaceAll('.', '-')}`;
  const name = walk.within ? `${walk.within} · ${field.label}` : field.label;
  const here = (notes: readonly Problem[], summary: NamedNote[]) =>
    notes
      .filter((note) => note.path === path)
      .map((note) => {
        walk.shown.add(note);
        summary.push({ id, label: name, message: note.message });
        return note.message;
      });
  const errors = here(walk.problems, walk.summary);
  const warnings = here(walk.warnings ?? [], walk.warned);
  const { label, help = '', optional = false } = field;
  return { view, label, help, optional, name: path, id, errors, warnings };
}

function groupNode(walk: Walk, field: GroupField, typed: Typed, path: string, level: number): GroupNode {
  const shown = shownAs(walk, field, path, 'field-group');
  const inner = typeof typed === 'object' && !Array.isArray(typed) ? typed : {};
  const outer = walk.within;
  walk.within = field.label;
  const fields = children(walk, field, inner, path, level + 1);
  walk.within = outer;
  return { ...shown, fields, removes: '', level };
}

function rowsNode(walk: Walk, field: RowsField, typed: Typed, path: string, level: number): RowsNode {
  const shown = shownAs(walk, field, path, 'field-rows');
  const { row: rowField } = field;
  const given = Array.isArray(typed) ? typed : [];
  const rows =
    walk.fresh && given.length < field.min
      ? [...given, ...Array.from({ length: field.min - given.length }, () => ({}))]
      : given;
  const row = (index: string, place: string, value: FormInput, on: Walk): GroupNode => {
    const field = { ...rowField, label: `${rowField.label} ${place}` };
    return { ...groupNode(on, field, value, `${path}.${index}`, level + 1), removes: `${path}.${index}` };
  };
  const blankWalk: Walk = { ...walk, problems: [], warnings: [], focus: '' };
  return {
    ...shown,
    rows: rows.map((value, index) => row(String(index), String(index + 1), value, walk)),
    blank: row('{n}', '{i}', {}, blankWalk),
    min: field.min,
    max: field.max,
    full: rows.length >= field.max,
  };
}

function leafNode(walk: Walk, field: LeafField, value: string, path: string): LeafNode {
  const shown = shownAs(walk, field, path, viewOf(field));
  const described = [
    ...(shown.help ? [`${shown.id}-help`] : []),
    ...(shown.errors.length > 0 ? [`${shown.id}-error`] : []),
    ...(shown.warnings.length > 0 ? [`${shown.id}-warning`] : []),
  ];
  return {
    ...shown,
    value,
    ...looks(field, value),
    describedBy: described.join(' '),
    focus: takesFocus(walk, path),
    choices: choicesOf(field, value, walk.scope),
    region: field.kind === 'region' ? field.level : '',
  };
}

/** The first field at or below the path that asks for it. */
function takesFocus(walk: Walk, path: string): boolean {
  if (!walk.focus || (path !== walk.focus && !path.startsWith(`${walk.focus}.`))) return false;
  delete walk.focus;
  return true;
}

function viewOf(field: LeafField): string {
  switch (field.kind) {
    case 'choice':
    case 'region':
      return 'field-choice';
    case 'flag':
      return 'field-flag';
    case 'text':
      return field.multiline ? 'field-lines' : 'field-line';
    default:
      return 'field-line';
  }
}

function looks(
  field: LeafField,
  value: string,
): Pick<LeafNode, 'size' | 'type' | 'inputMode' | 'unit' | 'lines'> {
  const plain = { size: 'half', type: 'text', inputMode: 'text', unit: '', lines: 3 } as const;
  switch (field.kind) {
    case 'text':
      return {
        ...plain,
        size: field.multiline || field.maxLength >= 80 ? 'wide' : field.maxLength <= 20 ? 'short' : 'half',
        lines: field.maxLength > 600 ? 7 : 3,
      };
    case 'email':
      return { ...plain, inputMode: 'email' };
    case 'date':
      // A browser would empty a date field whose text is not a date; what was typed stays.
      return {
        ...plain,
        size: 'short',
        type: value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text',
      };
    case 'money':
      return { ...plain, size: 'short', inputMode: 'decimal', unit: '万元' };
    case 'area':
      return { ...plain, size: 'short', inputMode: 'decimal', unit: '平方公里' };
    case 'number':
      return { ...plain, size: 'short', inputMode: 'decimal', unit: field.unit };
    case 'flag':
      return { ...plain, size: 'wide' };
    default:
      return plain;
  }
}

function choicesOf(field: LeafField, value: string, scope: string): LeafNode['choices'] {
  if (field.kind !== 'choice' && field.kind !== 'region') return [];
  const groups =
    field.kind === 'region'
      ? regionOptions(field.level, scope, value)
      : [
          {
            label: '',
            options: field.options.map((option) => ({ ...option, selected: option.value === value })),
          },
        ];
  const known = groups.some(({ options }) => options.some((option) => option.selected));
  const first = { label: '', options: [{ value: '', label: '请选择', selected: value === '' }] };
  const kept = { label: '', options: [{ value, label: `原填“${value}”，请改选`, selected: true }] };
  return [first, ...(value !== '' && !known ? [kept] : []), ...groups];
}
