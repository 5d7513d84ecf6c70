// Who looked at the place: two at least, each once, whatever the document calls them.
import type { Problem, RowsField } from '../functions/domain/form/field.ts';
import { found } from './problems.ts';

/** `label`: 复查人员. */
export function inspectorRows<const L extends string>(label: L) {
  return {
    kind: 'rows',
    label,
    help: '不少于两人',
    min: 2,
    max: 12,
    row: {
      kind: 'group',
      label,
      fields: {
        name: { kind: 'text', label: '姓名', minLength: 2, maxLength: 30 },
        unit: { kind: 'text', label: '单位', minLength: 2, maxLength: 60 },
      },
    },
  } as const satisfies RowsField;
}

/** By name alone: one person with two employers is still one person. */
export function inspectorRules(inspectors: readonly { name: string }[], label: string): Problem[] {
  const names = inspectors.map(({ name }) => name.replace(/\s/g, ''));
  return found(
    ...names.map(
      (name, index) =>
        names.indexOf(name) < index && {
          path: `inspectors.${index}.name`,
          code: 'inspector.repeated',
          message: `此人已填过，${label}应不少于两人，请核对`,
        },
    ),
  );
}
