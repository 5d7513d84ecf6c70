// Where whoever is affected can turn; the terms of the law stand in the wording.
import type { GroupField } from '../functions/domain/form/field.ts';

/** 行政复议法 art. 20: sixty days; 行政诉讼法 art. 46: six months. */
export const REMEDY = {
  kind: 'group',
  label: '救济途径',
  fields: {
    reconsideration: {
      kind: 'text',
      label: '行政复议机关',
      help: '一般为发文机关的本级政府，如“西宁市人民政府”',
      minLength: 4,
      maxLength: 60,
    },
    court: { kind: 'text', label: '有管辖权的人民法院', minLength: 4, maxLength: 60 },
  },
} as const satisfies GroupField;
