// 三级联签承诺书: what its form asks (青政办〔2021〕5号, art. 24).
import type { GroupField, ValueOf } from '../../functions/domain/form/field.ts';
import { DEBT, GOVERNMENT_SHARE_REASON, PERIOD } from '../funding-fields.ts';
import { PARTIES, REGION, SIGNING } from '../party-fields.ts';
import { TOWN } from '../town-fields.ts';

export const PLEDGE_FORM = {
  kind: 'group',
  label: '三级联签承诺书',
  fields: {
    region: REGION,
    town: TOWN,
    plan: {
      kind: 'group',
      label: '所依据的创建方案',
      help: '违反承诺的，按创建方案的要求退出并退还奖补资金',
      fields: {
        name: { kind: 'text', label: '方案名称', minLength: 4, maxLength: 80 },
        version: { kind: 'text', label: '版本', help: '如“第1版”', maxLength: 20 },
        number: { kind: 'text', label: '方案文号', help: '如“宁发改创方〔2026〕1号”', maxLength: 40 },
      },
    },
    investment: {
      kind: 'group',
      label: '计划投资',
      fields: {
        total: { kind: 'money', label: '总投资' },
        government: { kind: 'money', label: '其中：政府投资', help: '没有的填0' },
        governmentDebt: {
          kind: 'money',
          label: '其中：政府举债资金',
          help: '政府专项债券等，包含在政府投资之内；没有的填0',
        },
        governmentReason: GOVERNMENT_SHARE_REASON,
      },
    },
    period: PERIOD,
    debt: DEBT,
    subsidy: {
      kind: 'group',
      label: '创建奖补资金',
      fields: {
        received: { kind: 'money', label: '已收到金额', help: '尚未收到的留空', optional: true },
        document: {
          kind: 'text',
          label: '下达文号',
          help: '已收到奖补资金的必填',
          optional: true,
          minLength: 4,
          maxLength: 60,
        },
      },
    },
    term: {
      kind: 'group',
      label: '承诺期限',
      fields: {
        validUntil: { kind: 'date', label: '有效期至', help: '不早于创建期结束日期' },
      },
    },
    parties: PARTIES,
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Pledge = ValueOf<typeof PLEDGE_FORM>;
