// 限期整改通知书: what its form asks (青政办〔2021〕5号, arts 18, 20, 28).
import type { ChoiceField, GroupField, ValueOf } from '../../functions/domain/form/field.ts';
import { FACTS, inspectorRows } from '../inspection-fields.ts';
import { OFFICE } from '../office-fields.ts';
import { PARTIES, REGION, SIGNING } from '../party-fields.ts';
import { PLEDGE_CODE } from '../related-fields.ts';
import { REMEDY } from '../remedy-fields.ts';
import { SERVICE } from '../service-fields.ts';
import { TOWN_NAME } from '../town-fields.ts';
import { BASIS, ITEMS } from './rows.ts';
import { VIOLATION } from './violation.ts';

export const INSPECTION_METHOD = {
  kind: 'choice',
  label: '检查方式',
  options: [
    { value: 'on-site', label: '现场督导检查' },
    { value: 'self-review', label: '自查自评核验' },
    { value: 'monitoring', label: '监测平台线索核查' },
    { value: 'complaint', label: '群众举报核查' },
    { value: 'evaluation', label: '年度考核评估' },
  ],
} as const satisfies ChoiceField;

export const ORDER_FORM = {
  kind: 'group',
  label: '限期整改通知书',
  fields: {
    region: REGION,
    town: {
      kind: 'group',
      label: '小镇',
      fields: {
        ...TOWN_NAME.fields,
        pledge: { ...PLEDGE_CODE, help: '20位数字；已签署承诺书的填写', optional: true },
      },
    },
    office: OFFICE,
    violation: {
      kind: 'group',
      label: '问题',
      fields: {
        type: VIOLATION,
        summary: {
          kind: 'text',
          label: '问题概括',
          help: '载入通知书首段；“其他违法违规”的必填，如“未批先建、擅自变更项目内容”',
          optional: true,
          minLength: 4,
          maxLength: 60,
        },
        transfer: {
          kind: 'text',
          label: '移送的自然资源主管部门',
          help: '违法违规占地用地的必填：发展改革部门没有土地执法权，线索应移送',
          optional: true,
          minLength: 4,
          maxLength: 60,
        },
      },
    },
    guidance: {
      kind: 'group',
      label: '此前的指导意见',
      help: '主导产业薄弱的必填：先加强指导引导，长期不见效的再督促整改（第二十条）；其他问题没有的留空',
      optional: true,
      fields: {
        document: {
          kind: 'text',
          label: '指导意见名称和文号',
          help: '书名号照写，如“《关于加强小镇主导产业培育的指导意见》（宁发改〔2025〕177号）”',
          optional: true,
          minLength: 6,
          maxLength: 120,
        },
        date: { kind: 'date', label: '指导意见日期', help: '早于检查日期', optional: true },
        result: {
          kind: 'text',
          label: '指导后的情况',
          help: '采取了哪些措施，为何仍未见效，不少于10字',
          optional: true,
          multiline: true,
          minLength: 10,
          maxLength: 600,
        },
      },
    },
    inspection: {
      kind: 'group',
      label: '检查情况',
      fields: { date: { kind: 'date', label: '检查日期' }, method: INSPECTION_METHOD },
    },
    inspectors: inspectorRows('检查人员'),
    facts: FACTS,
    legalBasis: BASIS,
    items: ITEMS,
    completion: {
      kind: 'group',
      label: '总期限',
      fields: { by: { kind: 'date', label: '全部整改完成期限', help: '不早于任何一项的完成期限' } },
    },
    report: {
      kind: 'group',
      label: '整改报告',
      fields: {
        to: { kind: 'text', label: '报送单位', minLength: 4, maxLength: 60 },
        by: { kind: 'date', label: '报送期限', help: '不早于全部整改完成期限' },
      },
    },
    defence: {
      kind: 'group',
      label: '陈述申辩与救济',
      fields: {
        days: {
          kind: 'number',
          label: '陈述申辩期限（收到之日起）',
          unit: '日',
          decimals: 0,
          min: 3,
          max: 30,
        },
        ...REMEDY.fields,
      },
    },
    service: SERVICE,
    contact: {
      kind: 'group',
      label: '联系人',
      fields: {
        person: { kind: 'text', label: '姓名', minLength: 2, maxLength: 30 },
        phone: {
          kind: 'text',
          label: '办公电话',
          help: '如 0971-6123456；载入通知书',
          maxLength: 20,
          pattern: {
            source: '(?:0\\d{2,3}-)?\\d{7,8}(?:-\\d{1,5})?|1\\d{10}',
            wanted: '请填写电话号码，如 0971-6123456',
          },
        },
      },
    },
    parties: PARTIES,
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Order = ValueOf<typeof ORDER_FORM>;
