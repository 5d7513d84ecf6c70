// 复查意见书: what its form asks; each item of the order is looked at again (青政办〔2021〕5号, arts 20, 28).
import type { ChoiceField, GroupField, RowsField, ValueOf } from '../../functions/domain/form/field.ts';
import { inspectorRows } from '../inspection-fields.ts';
import { OFFICE } from '../office-fields.ts';
import { PARTIES, REGION, SIGNING } from '../party-fields.ts';
import { DOCUMENT_NUMBER, relatedDocument } from '../related-fields.ts';
import { SERVICE } from '../service-fields.ts';
import { TOWN_NAME } from '../town-fields.ts';

export const REVIEW_METHOD = {
  kind: 'choice',
  label: '复查方式',
  options: [
    { value: 'on-site', label: '现场复查' },
    { value: 'papers', label: '资料核查' },
    { value: 'both', label: '现场复查和资料核查' },
  ],
} as const satisfies ChoiceField;

export const RESULT = {
  kind: 'choice',
  label: '复查结论',
  options: [
    { value: 'done', label: '已整改' },
    { value: 'partial', label: '部分整改' },
    { value: 'none', label: '未整改' },
  ],
} as const satisfies ChoiceField;

export const CONCLUSION = {
  kind: 'choice',
  label: '总体意见',
  help: '全部已整改的，建议销号；否则已批准延期的延期整改，期限届满的按逾期未改处理',
  options: [
    { value: 'close', label: '全部整改完成，建议销号' },
    { value: 'extend', label: '延期整改' },
    { value: 'overdue', label: '按逾期未改处理' },
  ],
} as const satisfies ChoiceField;

const ITEMS = {
  kind: 'rows',
  label: '复查事项',
  help: '整改通知书所列事项逐项填写，不得遗漏',
  min: 1,
  max: 40,
  row: {
    kind: 'group',
    label: '事项',
    fields: {
      measure: { kind: 'text', label: '整改事项', minLength: 4, maxLength: 200 },
      deadline: { kind: 'date', label: '完成期限', help: '整改通知书所定的期限' },
      finding: { kind: 'text', label: '复查情况', help: '看到的事实和证据', minLength: 4, maxLength: 300 },
      result: RESULT,
    },
  },
} as const satisfies RowsField;

export const REVIEW_FORM = {
  kind: 'group',
  label: '复查意见书',
  fields: {
    region: REGION,
    town: TOWN_NAME,
    office: OFFICE,
    related: relatedDocument('所复查的限期整改通知书'),
    report: {
      kind: 'group',
      label: '整改报告',
      fields: {
        date: { kind: 'date', label: '收到整改报告的日期', help: '没有收到的不填', optional: true },
      },
    },
    review: {
      kind: 'group',
      label: '复查',
      fields: { date: { kind: 'date', label: '复查日期' }, method: REVIEW_METHOD },
    },
    inspectors: inspectorRows('复查人员'),
    items: ITEMS,
    conclusion: {
      kind: 'group',
      label: '复查意见',
      fields: {
        type: CONCLUSION,
        extendedTo: {
          kind: 'date',
          label: '延期后的完成期限',
          help: '延期整改的必填，其他不填',
          optional: true,
        },
        extension: {
          ...DOCUMENT_NUMBER,
          label: '延期批复文号',
          help: '延期整改的必填，其他不填；未经书面同意不得延期',
          optional: true,
        },
        handling: {
          kind: 'text',
          label: '处理意见',
          help: '有未整改到位事项的必填，写明下一步要求或处理',
          optional: true,
          multiline: true,
          minLength: 10,
          maxLength: 500,
        },
      },
    },
    service: SERVICE,
    parties: PARTIES,
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Review = ValueOf<typeof REVIEW_FORM>;
