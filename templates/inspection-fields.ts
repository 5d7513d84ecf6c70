// Inspection: who looked at the place, and what they found.
import type { Problem, RowsField } from '../functions/domain/form/field.ts';
import { found } from './problems.ts';

/** Two at least; `label` is what the document calls them: 检查人员, 复查人员. */
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

export const FACTS = {
  kind: 'rows',
  label: '查明的事实',
  min: 1,
  max: 30,
  row: {
    kind: 'group',
    label: '事实',
    fields: {
      fact: { kind: 'text', label: '事实', help: '时间、地点、行为、数量', minLength: 10, maxLength: 600 },
      evidence: {
        kind: 'text',
        label: '证据及编号',
        help: '如“现场照片，证据1”',
        minLength: 2,
        maxLength: 100,
      },
    },
  },
} as const satisfies RowsField;

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
