// 奖补资金退还通知: what its form asks (青政办〔2021〕5号, art. 24: 全额退还创建奖补资金).
import type { ChoiceField, GroupField, RowsField, ValueOf } from '../../functions/domain/form/field.ts';
import { OFFICE } from '../office-fields.ts';
import { PARTIES, REGION, SIGNING } from '../party-fields.ts';
import { DOCUMENT_NUMBER, relatedDocument } from '../related-fields.ts';
import { REMEDY } from '../remedy-fields.ts';
import { SERVICE } from '../service-fields.ts';
import { TOWN_NAME } from '../town-fields.ts';

export const RECIPIENT = {
  kind: 'choice',
  label: '收款单位',
  help: '由收款单位退还',
  options: [
    { value: 'enterprise', label: '投资运营主体' },
    { value: 'county', label: '县（市、区、行委）政府' },
  ],
} as const satisfies ChoiceField;

const GRANTS = {
  kind: 'rows',
  label: '已拨付的创建奖补资金',
  help: '逐笔填写，不得遗漏',
  min: 1,
  max: 40,
  row: {
    kind: 'group',
    label: '拨付',
    fields: {
      number: { ...DOCUMENT_NUMBER, label: '拨付文号', help: '如“宁财建〔2026〕18号”' },
      date: { kind: 'date', label: '拨付日期' },
      recipient: RECIPIENT,
      amount: { kind: 'money', label: '拨付金额' },
    },
  },
} as const satisfies RowsField;

export const REFUND_FORM = {
  kind: 'group',
  label: '奖补资金退还通知',
  fields: {
    region: REGION,
    town: TOWN_NAME,
    office: OFFICE,
    related: relatedDocument('所依据的退出决定'),
    grants: GRANTS,
    refund: {
      kind: 'group',
      label: '退还',
      fields: {
        total: { kind: 'money', label: '退还总额', help: '应等于各笔拨付金额之和：全额退还' },
        by: { kind: 'date', label: '退还期限', help: '不早于签收截止日期' },
      },
    },
    account: {
      kind: 'group',
      label: '收款账户',
      fields: {
        name: { kind: 'text', label: '户名', minLength: 4, maxLength: 60 },
        bank: { kind: 'text', label: '开户银行', help: '写到支行', minLength: 4, maxLength: 60 },
        number: { kind: 'text', label: '账号', minLength: 6, maxLength: 40 },
        remark: { kind: 'text', label: '缴款用途', help: '汇款时注明的内容', minLength: 2, maxLength: 60 },
      },
    },
    remedy: REMEDY,
    service: SERVICE,
    parties: PARTIES,
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Refund = ValueOf<typeof REFUND_FORM>;
