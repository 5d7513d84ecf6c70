// 通报: what its form asks (青政办〔2021〕5号, arts 25, 28; 《党政机关公文处理工作条例》 art. 8).
import type { ChoiceField, GroupField, ValueOf } from '../../functions/domain/form/field.ts';
import { OFFICE } from '../office-fields.ts';
import { someParties } from '../party-choice.ts';
import { REGION, SIGNING } from '../party-fields.ts';
import { DOCUMENT_NUMBER } from '../related-fields.ts';
import { TOWN_NAME } from '../town-fields.ts';

export const CAUSE = {
  kind: 'choice',
  label: '通报事由',
  help: '正式命名后未通过年度评估的，第二十五条没有规定通报',
  options: [
    { value: 'evaluation', label: '创建期未通过考核评估（第二十五条）' },
    { value: 'poor-work', label: '工作不力（第二十八条）' },
  ],
} as const satisfies ChoiceField;

export const PUBLICITY = {
  kind: 'choice',
  label: '公开方式',
  help: '作为附注印在成文日期下方',
  options: [
    { value: 'open', label: '此件公开发布' },
    { value: 'request', label: '此件依申请公开' },
    { value: 'closed', label: '此件不予公开' },
  ],
} as const satisfies ChoiceField;

const body = (label: string, help: string) =>
  ({ kind: 'text', label, help, multiline: true, minLength: 10, maxLength: 1500 }) as const;

export const CIRCULAR_FORM = {
  kind: 'group',
  label: '通报',
  fields: {
    region: REGION,
    town: TOWN_NAME,
    office: OFFICE,
    addressees: {
      kind: 'group',
      label: '主送机关',
      fields: {
        main: {
          kind: 'text',
          label: '主送机关',
          help: '同类机关用顿号、不同类用逗号分开，末尾不加冒号，如“各区、县人民政府，市政府有关部门”',
          minLength: 4,
          maxLength: 80,
          ifLonger: '会把正文挤出首页，请用统称，如“各县（区）人民政府”',
        },
      },
    },
    matter: {
      kind: 'group',
      label: '通报事项',
      fields: {
        cause: CAUSE,
        target: {
          kind: 'text',
          label: '被通报的地区或单位',
          help: '如“大通回族土族自治县”',
          minLength: 3,
          maxLength: 60,
        },
        result: {
          kind: 'text',
          label: '考核评估或者督导检查文件',
          help: '未通过考核评估的必填：文件名称和文号，书名号照写',
          optional: true,
          minLength: 8,
          maxLength: 120,
        },
        decision: {
          ...DOCUMENT_NUMBER,
          label: '清退决定文号',
          help: '未通过考核评估的必填，如“宁发改退〔2026〕1号”',
          optional: true,
        },
      },
    },
    body: {
      kind: 'group',
      label: '正文',
      fields: {
        situation: body('基本情况', '每行一段'),
        problems: body('主要问题', '每行一段；只写查实的问题'),
        requirements: body('工作要求', '每行一段；要求完成的事项写明期限'),
      },
    },
    publicity: { kind: 'group', label: '附注', fields: { mode: PUBLICITY } },
    parties: someParties('drc'),
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Circular = ValueOf<typeof CIRCULAR_FORM>;
