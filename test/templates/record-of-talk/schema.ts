// 约谈记录: what its form asks.
import type { GroupField, ValueOf } from '../../../functions/domain/form/field.ts';
import { someParties } from '../../../templates/party-choice.ts';
import { REGION, SIGNING } from '../../../templates/party-fields.ts';
import { TOWN_NAME } from '../../../templates/town-fields.ts';

export const TALK_FORM = {
  kind: 'group',
  label: '约谈记录',
  fields: {
    region: REGION,
    town: TOWN_NAME,
    talk: {
      kind: 'group',
      label: '约谈',
      fields: {
        date: { kind: 'date', label: '约谈日期' },
        points: { kind: 'text', label: '内容', multiline: true, maxLength: 500 },
      },
    },
    parties: someParties('drc', 'enterprise'),
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Talk = ValueOf<typeof TALK_FORM>;
