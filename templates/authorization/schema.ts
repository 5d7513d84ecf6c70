// 授权委托书: what its form asks; one party lets a named person sign a named document for it (民法典 arts 161 to 165).
import type { ChoiceField, GroupField, ValueOf } from '../../functions/domain/form/field.ts';
import { PARTIES, REGION, SIGNING } from '../party-fields.ts';
import { TOWN_NAME } from '../town-fields.ts';

export const POWER = {
  kind: 'choice',
  label: '授权权限',
  options: [
    { value: 'sign', label: '签署' },
    { value: 'receive', label: '签收' },
    { value: 'both', label: '签署和签收' },
  ],
} as const satisfies ChoiceField;

const ONE_OF_THREE = '三方只填委托的一方，由其法定代表人或者主要负责人签署；另外两方全部留空';

const principal = <const G extends GroupField>(party: G) =>
  ({ ...party, help: ONE_OF_THREE, optional: true }) as const;

export const AUTHORIZATION_FORM = {
  kind: 'group',
  label: '授权委托书',
  fields: {
    region: REGION,
    town: TOWN_NAME,
    agent: {
      kind: 'group',
      label: '受托人',
      fields: {
        name: { kind: 'text', label: '姓名', help: '与文书签署人的姓名一致', minLength: 2, maxLength: 30 },
        unit: { kind: 'text', label: '工作单位', minLength: 4, maxLength: 60 },
        title: { kind: 'text', label: '职务', minLength: 2, maxLength: 30 },
      },
    },
    matter: {
      kind: 'group',
      label: '授权事项',
      fields: {
        power: POWER,
        document: {
          kind: 'text',
          label: '文书名称',
          help: '全称，不带书名号；一书一委托，不作概括授权',
          minLength: 4,
          maxLength: 80,
        },
        reference: {
          kind: 'text',
          label: '文书编号或文号',
          help: '尚未编号的不填',
          optional: true,
          minLength: 6,
          maxLength: 40,
        },
        limits: {
          kind: 'text',
          label: '权限说明',
          help: '有其他限制的填写，如“只签署承诺书，不变更其内容”',
          optional: true,
          multiline: true,
          minLength: 6,
          maxLength: 300,
        },
      },
    },
    term: {
      kind: 'group',
      label: '授权期限',
      fields: {
        from: { kind: 'date', label: '起始日期' },
        until: { kind: 'date', label: '截止日期', help: '当日24时止' },
      },
    },
    parties: {
      kind: 'group',
      label: '委托人',
      fields: {
        drc: principal(PARTIES.fields.drc),
        county: principal(PARTIES.fields.county),
        enterprise: principal(PARTIES.fields.enterprise),
      },
    },
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Authorization = ValueOf<typeof AUTHORIZATION_FORM>;
