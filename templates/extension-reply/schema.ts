// 延期批复: what its form asks. It goes out as a 函: a 批复 answers a body under one's own (《党政机关公文处理工作条例》
// art. 8 (12)), and neither a county government nor an enterprise is under the commission.
import type { ChoiceField, GroupField, RowsField, ValueOf } from '../../functions/domain/form/field.ts';
import { countyNumberPattern } from '../county-number.ts';
import { OFFICE } from '../office-fields.ts';
import { PARTIES, REGION, SIGNING } from '../party-fields.ts';
import { relatedDocument } from '../related-fields.ts';
import { REMEDY } from '../remedy-fields.ts';
import { SERVICE } from '../service-fields.ts';
import { TOWN_NAME } from '../town-fields.ts';

export const RESULT = {
  kind: 'choice',
  label: '批复意见',
  help: '只同意部分事项的，选同意，并把不同意的事项的批准延至留空',
  options: [
    { value: 'granted', label: '同意' },
    { value: 'refused', label: '不同意' },
  ],
} as const satisfies ChoiceField;

const ITEMS = {
  kind: 'rows',
  label: '申请延期的事项',
  help: '与延期申请书一一对应',
  min: 1,
  max: 40,
  row: {
    kind: 'group',
    label: '事项',
    fields: {
      measure: { kind: 'text', label: '整改事项', minLength: 4, maxLength: 200 },
      deadline: { kind: 'date', label: '原定期限' },
      newDeadline: {
        kind: 'date',
        label: '批准延至',
        help: '此项不同意延期的留空',
        optional: true,
      },
    },
  },
} as const satisfies RowsField;

export const REPLY_FORM = {
  kind: 'group',
  label: '延期批复',
  fields: {
    region: REGION,
    town: TOWN_NAME,
    office: OFFICE,
    related: relatedDocument('所依据的限期整改通知书'),
    request: {
      kind: 'group',
      label: '所答复的延期申请书',
      fields: {
        number: {
          kind: 'text',
          label: '编号',
          help: '如“630121-2026-延申-0001”',
          maxLength: 40,
          pattern: countyNumberPattern('延申'),
        },
        date: { kind: 'date', label: '申请日期', help: '延期申请书签署齐全的日期' },
      },
    },
    decision: {
      kind: 'group',
      label: '批复',
      fields: {
        result: RESULT,
        reason: {
          kind: 'text',
          label: '审查情况和理由',
          help: '不以“经研究”代替理由',
          multiline: true,
          minLength: 10,
          maxLength: 600,
        },
        requirements: {
          kind: 'text',
          label: '有关要求',
          help: '同意的，写延期期间的要求；不同意的，写继续整改的要求',
          multiline: true,
          minLength: 10,
          maxLength: 600,
        },
        reportBy: {
          kind: 'date',
          label: '整改报告报送期限',
          help: '不早于批准延至的和原定的任何一项期限',
        },
      },
    },
    items: ITEMS,
    remedy: REMEDY,
    service: SERVICE,
    parties: PARTIES,
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Reply = ValueOf<typeof REPLY_FORM>;
