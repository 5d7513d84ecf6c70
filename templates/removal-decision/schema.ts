// 除名（退出）决定: what its form asks (青政办〔2021〕5号, arts 18, 20, 24, 25).
import type { GroupField, ValueOf } from '../../functions/domain/form/field.ts';
import { FACTS } from '../inspection-fields.ts';
import { OFFICE } from '../office-fields.ts';
import { PARTIES, REGION, SIGNING } from '../party-fields.ts';
import { DOCUMENT_NUMBER, PLEDGE_CODE } from '../related-fields.ts';
import { REMEDY } from '../remedy-fields.ts';
import { SERVICE } from '../service-fields.ts';
import { TOWN_NAME } from '../town-fields.ts';
import { CAUSE } from './cause.ts';

const GROUNDS = {
  kind: 'group',
  label: '事由和依据',
  fields: {
    cause: CAUSE,
    pledge: { ...PLEDGE_CODE, help: '20位数字；违反承诺的必填', optional: true },
    plan: {
      ...DOCUMENT_NUMBER,
      label: '创建方案文号',
      help: '违反承诺的必填：按创建方案的退出条款执行',
      optional: true,
    },
    review: {
      ...DOCUMENT_NUMBER,
      label: '复查意见书文号',
      help: '逾期未整改到位的必填',
      optional: true,
    },
    evaluation: {
      kind: 'text',
      label: '考核评估结果文件',
      help: '未通过考核评估的必填；省级发展改革部门的文件名称和文号，书名号照写',
      optional: true,
      minLength: 8,
      maxLength: 120,
    },
    provincial: {
      kind: 'text',
      label: '省级发展改革部门同意的文件',
      help: '创建名单由省级统一管理（第十三条、第二十五条），报经同意后才能作出决定；文件名称和文号，书名号照写',
      minLength: 8,
      maxLength: 120,
    },
    granted: {
      kind: 'money',
      label: '已拨付的创建奖补资金',
      help: '违反承诺的必填，应全额退还；没有拨付的填0',
      optional: true,
    },
  },
} as const satisfies GroupField;

const HEARING = {
  kind: 'group',
  label: '陈述申辩',
  fields: {
    notice: { ...DOCUMENT_NUMBER, label: '事先告知书文号', help: '如“宁发改告〔2026〕1号”' },
    informedOn: { kind: 'date', label: '告知送达日期' },
    until: { kind: 'date', label: '陈述申辩期限届满日期', help: '期限届满后才能作出决定' },
    made: {
      kind: 'choice',
      label: '是否提出陈述、申辩',
      options: [
        { value: 'none', label: '没有提出' },
        { value: 'made', label: '提出了陈述、申辩' },
      ],
    },
    opinion: {
      kind: 'text',
      label: '陈述申辩的复核意见',
      help: '提出陈述、申辩的必填：主要意见、复核情况、是否采纳和理由',
      optional: true,
      multiline: true,
      minLength: 10,
      maxLength: 800,
    },
  },
} as const satisfies GroupField;

export const REMOVAL_FORM = {
  kind: 'group',
  label: '除名（退出）决定',
  fields: {
    region: REGION,
    town: TOWN_NAME,
    office: OFFICE,
    grounds: GROUNDS,
    facts: FACTS,
    hearing: HEARING,
    effect: {
      kind: 'group',
      label: '生效和善后',
      fields: {
        from: { kind: 'date', label: '生效日期', help: '不早于签收截止日期' },
        arrangements: {
          kind: 'text',
          label: '善后要求',
          help: '在建项目、已供土地、群众权益等的处置要求',
          multiline: true,
          minLength: 10,
          maxLength: 800,
        },
      },
    },
    remedy: REMEDY,
    service: SERVICE,
    parties: PARTIES,
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Removal = ValueOf<typeof REMOVAL_FORM>;
