// A form as the console draws it.
import { describe, expect, test } from '@jest/globals';
import type { Field, GroupField } from '../../functions/domain/form/field.ts';
import { type FieldNode, formView, type LeafNode, type RowsNode } from '../../functions/pages/form-view.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { NOTE_FORM } from '../handlers/small-office.ts';

function leaves(nodes: readonly FieldNode[]): LeafNode[] {
  return nodes.flatMap((node) => {
    if ('rows' in node) return node.rows.flatMap((row) => leaves(row.fields));
    return 'fields' in node ? leaves(node.fields) : [node];
  });
}

function countLeaves(field: Field): number {
  if (field.kind === 'group')
    return Object.values(field.fields).reduce((sum, one) => sum + countLeaves(one), 0);
  return field.kind === 'rows' ? countLeaves(field.row) * field.min : 1;
}

const show = (form: GroupField, more: Partial<Parameters<typeof formView>[1]> = {}) =>
  formView(form, { input: {}, problems: [], scope: '63', ...more });

describe('a form on a page', () => {
  test.each(DOCUMENT_TYPES)(
    '$name: every field of the description is shown once, under its own name',
    (type) => {
      const shown = leaves(show(type.form, { fresh: true }).fields);
      const names = shown.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toHaveLength(countLeaves(type.form));
    },
  );

  test.each(DOCUMENT_TYPES)('$name: its sample stands in the fields as it was typed', (type) => {
    for (const { name, value } of leaves(show(type.form, { input: type.sample }).fields)) {
      const typed = name
        .split('.')
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], type.sample);
      expect([name, value]).toEqual([name, typed ?? '']);
    }
  });

  test('a problem stands at its field and in the summary, in the order of the form', () => {
    const problems = [
      { path: 'items.1.deadline', code: 'x', message: '一' },
      { path: 'town.name', code: 'x', message: '二' },
      { path: 'items', code: 'x', message: '三' },
      { path: '', code: 'x', message: '四' },
      { path: 'town.unknown', code: 'x', message: '五' },
    ];
    const { summary, fields } = show(NOTE_FORM, { problems, input: { items: [{}, {}] } });
    expect(summary).toEqual([
      { id: '', label: '', message: '四' },
      { id: '', label: '', message: '五' },
      { id: 'f-town-name', label: '小镇 · 小镇名称', message: '二' },
      { id: 'f-items', label: '整改事项', message: '三' },
      { id: 'f-items-1-deadline', label: '事项 2 · 完成期限', message: '一' },
    ]);
    const name = leaves(fields).find((leaf) => leaf.name === 'town.name')!;
    expect(name.errors).toEqual(['二']);
    expect(name.describedBy).toBe('f-town-name-help f-town-name-error');
  });

  test('rows that must be there stand open in a new form, but are not put back once removed', () => {
    const rows = (fresh: boolean) =>
      (show(NOTE_FORM, { fresh }).fields.find((node) => 'rows' in node) as RowsNode).rows;
    expect(rows(true)).toHaveLength(1);
    expect(rows(false)).toHaveLength(0);
  });

  test('a choice that is not offered is kept and shown, to be chosen again', () => {
    const { fields } = show(NOTE_FORM, { input: { region: { county: '630222' } }, scope: '6301' });
    const county = leaves(fields).find(({ name }) => name === 'region.county')!;
    const selected = county.choices.flatMap(({ options }) => options).filter((option) => option.selected);
    expect(selected).toEqual([{ value: '630222', label: '原填“630222”，请改选', selected: true }]);
  });

  test.each([
    ['63', 8, 45],
    ['6301', 1, 7],
    ['630121', 1, 1],
  ])('staff of %s choose among %d prefectures and %d counties', (scope, prefectures, counties) => {
    const { fields } = show(NOTE_FORM, { scope });
    const count = (name: string) =>
      leaves(fields)
        .find((leaf) => leaf.name === name)!
        .choices.flatMap(({ options }) => options)
        .filter(({ value }) => value !== '').length;
    expect([count('region.prefecture'), count('region.county')]).toEqual([prefectures, counties]);
  });
});
