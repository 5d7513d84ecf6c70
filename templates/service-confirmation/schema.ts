// 电子送达确认书: what its form asks (行政处罚法 art. 61, 民事诉讼法 art. 90).
import type { ChoiceField, GroupField, ValueOf } from '../../functions/domain/form/field.ts';
import { EITHER_PARTY } from '../party-choice.ts';
import { REGION, SIGNING } from '../party-fields.ts';
import { TOWN_NAME } from '../town-fields.ts';

export const SCOPE = {
  kind: 'choice',
  label: '适用的文书',
  options: [
    {
      value: 'all',
      label:
        '小镇创建和规范管理中的各类文书，包括限期整改通知书及其延期批复、复查意见书、销号单，除名和退出决定，创建奖补资金退还通知，通报',
    },
    { value: 'rectification', label: '限期整改通知书，以及与整改有关的延期批复、复查意见书、销号单' },
  ],
} as const satisfies ChoiceField;

export const CONFIRMATION_FORM = {
  kind: 'group',
  label: '电子送达确认书',
  fields: {
    region: REGION,
    town: TOWN_NAME,
    authority: {
      kind: 'group',
      label: '送达机关',
      fields: {
        organization: {
          kind: 'text',
          label: '送达机关全称',
          help: '如“西宁市发展和改革委员会”',
          minLength: 4,
          maxLength: 60,
        },
      },
    },
    delivery: {
      kind: 'group',
      label: '电子送达地址',
      fields: {
        address: {
          kind: 'email',
          label: '电子邮箱',
          help: '文书送达到此邮箱，宜用单位的而不用个人的；载入本确认书，不公开',
        },
        keeper: { kind: 'text', label: '收件责任人姓名', minLength: 2, maxLength: 30 },
        keeperTitle: { kind: 'text', label: '收件责任人职务', minLength: 2, maxLength: 30 },
        tested: {
          kind: 'flag',
          label: '已向此邮箱发送测试邮件，并得到本单位回复',
          help: '与签署人电子邮箱不同的，测试后勾选',
        },
      },
    },
    scope: { kind: 'group', label: '适用范围', fields: { documents: SCOPE } },
    consent: {
      kind: 'group',
      label: '同意',
      fields: {
        informed: {
          kind: 'flag',
          label: '已向对方说明电子送达的方式、送达日期的认定和后果，对方自愿同意',
        },
      },
    },
    parties: EITHER_PARTY,
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Confirmation = ValueOf<typeof CONFIRMATION_FORM>;
