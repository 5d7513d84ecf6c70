// The repeated rows of a rectification order.
import type { RowsField } from '../../functions/domain/form/field.ts';

export const BASIS = {
  kind: 'rows',
  label: '违反的规定',
  help: '《实施意见》第二十条由系统载入，这里填写所违反的规定；违反《实施意见》其他条款的，名称填“实施意见”，不填文号',
  min: 1,
  max: 20,
  row: {
    kind: 'group',
    label: '规定',
    fields: {
      title: {
        kind: 'text',
        label: '名称',
        help: '不带书名号，文号另填',
        minLength: 4,
        maxLength: 100,
      },
      number: {
        kind: 'text',
        label: '文号',
        help: '如“青政办〔2021〕5号”；法律法规不填',
        optional: true,
        maxLength: 40,
      },
      article: { kind: 'text', label: '条款', help: '如“第十四条”', minLength: 2, maxLength: 40 },
      text: {
        kind: 'text',
        label: '条文',
        help: '照录有关的一款，不带引号；可不填',
        optional: true,
        minLength: 6,
        maxLength: 300,
      },
    },
  },
} as const satisfies RowsField;

export const ITEMS = {
  kind: 'rows',
  label: '整改事项',
  min: 1,
  max: 40,
  row: {
    kind: 'group',
    label: '整改事项',
    fields: {
      measure: { kind: 'text', label: '整改措施', minLength: 4, maxLength: 200 },
      standard: { kind: 'text', label: '整改标准', minLength: 4, maxLength: 200 },
      responsible: { kind: 'text', label: '责任人', help: '姓名和职务', minLength: 2, maxLength: 60 },
      deadline: { kind: 'date', label: '完成期限', help: '每一项都应有期限' },
    },
  },
} as const satisfies RowsField;
