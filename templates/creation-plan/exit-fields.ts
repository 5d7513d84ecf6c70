// Leaving the list and giving the money back: art. 24 has both follow the plan, so the plan must say them.
import type { GroupField } from '../../functions/domain/form/field.ts';

export const EXIT = {
  kind: 'group',
  label: '退出与退还',
  help: '违反承诺时按创建方案退出和退还（第二十四条），没有此条款的方案不能签发',
  fields: {
    included: { kind: 'flag', label: '方案载明退出创建名单和退还创建奖补资金的条款' },
    clause: {
      kind: 'text',
      label: '退出与退还条款',
      help: '写明退出情形、程序，以及全额退还创建奖补资金',
      multiline: true,
      minLength: 20,
      maxLength: 2000,
    },
  },
} as const satisfies GroupField;

export const REFUND = {
  kind: 'group',
  label: '创建奖补资金退还办法',
  fields: {
    received: { kind: 'money', label: '已收到的创建奖补资金', help: '尚未收到的留空', optional: true },
    document: {
      kind: 'text',
      label: '拨付文件文号',
      help: '已收到资金的必填',
      optional: true,
      minLength: 4,
      maxLength: 80,
    },
    responsible: {
      kind: 'text',
      label: '退还责任主体',
      help: '收到并使用资金的单位',
      minLength: 4,
      maxLength: 120,
    },
    days: {
      kind: 'number',
      label: '退还期限（收到退出决定之日起）',
      unit: '日',
      decimals: 0,
      min: 1,
      max: 365,
    },
    channel: {
      kind: 'text',
      label: '退还渠道',
      help: '如“省级财政原拨付渠道”',
      minLength: 4,
      maxLength: 60,
    },
  },
} as const satisfies GroupField;
