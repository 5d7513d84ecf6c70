// 整改报告: what its form asks: item by item what was found, done, by whom, and what proves it.
import type { ChoiceField, GroupField, RowsField, ValueOf } from '../../functions/domain/form/field.ts';
import { someParties } from '../party-choice.ts';
import { REGION, SIGNING } from '../party-fields.ts';
import { relatedDocument } from '../related-fields.ts';
import { TOWN_NAME } from '../town-fields.ts';

export const ITEM_STATE = {
  kind: 'choice',
  label: '完成情况',
  options: [
    { value: 'done', label: '已完成' },
    { value: 'open', label: '未完成' },
  ],
} as const satisfies ChoiceField;

export const REVIEW_OPINION = {
  kind: 'choice',
  label: '审核意见',
  options: [
    { value: 'complete', label: '整改事项已经全部完成，情况属实，同意报送' },
    { value: 'partial', label: '已完成事项情况属实，未完成事项应当继续整改，同意报送' },
  ],
} as const satisfies ChoiceField;

const REPORTED_ITEMS = {
  kind: 'rows',
  label: '逐项整改情况',
  help: '与限期整改通知书的整改事项一一对应，不得遗漏',
  min: 1,
  max: 40,
  row: {
    kind: 'group',
    label: '整改事项',
    fields: {
      problem: { kind: 'text', label: '存在问题', minLength: 4, maxLength: 200 },
      measure: { kind: 'text', label: '整改措施及结果', minLength: 4, maxLength: 300 },
      state: ITEM_STATE,
      doneOn: { kind: 'date', label: '完成时间', help: '已完成的必填，未完成的不填', optional: true },
      plan: {
        kind: 'text',
        label: '未完成的原因和安排',
        help: '未完成的必填：原因、计划完成的时间，已批准延期的写明批复文号',
        optional: true,
        multiline: true,
        minLength: 10,
        maxLength: 400,
      },
      responsible: { kind: 'text', label: '责任人', help: '姓名和职务', minLength: 2, maxLength: 60 },
      evidence: {
        kind: 'text',
        label: '证明材料',
        help: '名称及编号，如“拆除前后对比照片，材料1”',
        minLength: 2,
        maxLength: 100,
      },
    },
  },
} as const satisfies RowsField;

export const REPORT_FORM = {
  kind: 'group',
  label: '整改报告',
  fields: {
    region: REGION,
    town: TOWN_NAME,
    related: relatedDocument('所依据的限期整改通知书'),
    report: {
      kind: 'group',
      label: '报送',
      fields: {
        to: { kind: 'text', label: '报送单位', help: '照限期整改通知书填写', minLength: 4, maxLength: 60 },
        by: { kind: 'date', label: '报送期限', help: '照限期整改通知书填写' },
        lateReason: {
          kind: 'text',
          label: '逾期报送的原因',
          help: '报送期限已过的必填，不少于10字，并载入报告',
          optional: true,
          multiline: true,
          minLength: 10,
          maxLength: 300,
        },
      },
    },
    work: {
      kind: 'group',
      label: '整改工作',
      fields: {
        overview: {
          kind: 'text',
          label: '组织开展情况',
          help: '收到通知书后的组织、分工和投入',
          multiline: true,
          minLength: 20,
          maxLength: 1500,
        },
        prevention: {
          kind: 'text',
          label: '防止再次发生的措施',
          multiline: true,
          minLength: 10,
          maxLength: 1000,
        },
      },
    },
    items: REPORTED_ITEMS,
    review: {
      kind: 'group',
      label: '县级审核',
      fields: {
        date: { kind: 'date', label: '核查日期', help: '逐项核查以后才能出具审核意见' },
        reviewers: {
          kind: 'text',
          label: '核查人员',
          help: '姓名、单位和职务，用顿号分开',
          minLength: 2,
          maxLength: 200,
        },
        opinion: REVIEW_OPINION,
        note: {
          kind: 'text',
          label: '补充意见',
          optional: true,
          multiline: true,
          minLength: 4,
          maxLength: 500,
        },
      },
    },
    parties: someParties('county', 'enterprise'),
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Report = ValueOf<typeof REPORT_FORM>;
