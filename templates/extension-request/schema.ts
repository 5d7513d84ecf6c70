// 延期申请: what its form asks. The order lets a term be extended only before it ends, for a reason given in writing.
import type { ChoiceField, GroupField, RowsField, ValueOf } from '../../functions/domain/form/field.ts';
import { someParties } from '../party-choice.ts';
import { REGION, SIGNING } from '../party-fields.ts';
import { DOCUMENT_NUMBER, relatedDocument } from '../related-fields.ts';
import { TOWN_NAME } from '../town-fields.ts';

export const COUNTY_OPINION = {
  kind: 'choice',
  label: '县级意见',
  options: [
    { value: 'agree', label: '情况属实，同意申请延期' },
    { value: 'disagree', label: '理由不充分，不同意延期，应当按照原定期限完成整改' },
  ],
} as const satisfies ChoiceField;

const LATE_ITEMS = {
  kind: 'rows',
  label: '申请延期的事项',
  help: '只填写不能按期完成的事项，其他事项仍按原定期限完成',
  min: 1,
  max: 40,
  row: {
    kind: 'group',
    label: '申请延期的事项',
    fields: {
      measure: {
        kind: 'text',
        label: '整改事项',
        help: '照限期整改通知书填写',
        minLength: 4,
        maxLength: 200,
      },
      progress: { kind: 'text', label: '目前进展', minLength: 4, maxLength: 200 },
      deadline: { kind: 'date', label: '原定期限', help: '已经延期的，填写延长后的期限' },
      newDeadline: { kind: 'date', label: '申请延至', help: '在原定期限之后' },
    },
  },
} as const satisfies RowsField;

export const REQUEST_FORM = {
  kind: 'group',
  label: '延期申请',
  fields: {
    region: REGION,
    town: TOWN_NAME,
    related: relatedDocument('所依据的限期整改通知书'),
    request: {
      kind: 'group',
      label: '申请',
      fields: {
        to: {
          kind: 'text',
          label: '受理机关',
          help: '签发限期整改通知书的发展改革部门',
          minLength: 4,
          maxLength: 60,
        },
        reason: {
          kind: 'text',
          label: '不能按期完成的理由',
          help: '写明何时、因何客观原因、影响哪一项，不写“因故”',
          multiline: true,
          minLength: 20,
          maxLength: 1000,
        },
        evidence: {
          kind: 'text',
          label: '证明材料',
          help: '名称及编号，如“气象证明，材料1”',
          minLength: 2,
          maxLength: 200,
        },
        interim: {
          kind: 'text',
          label: '延期期间的措施',
          help: '延期期间如何防止问题扩大，如何保证按新的期限完成',
          multiline: true,
          minLength: 10,
          maxLength: 1000,
        },
      },
    },
    items: LATE_ITEMS,
    earlier: {
      kind: 'group',
      label: '此前延期情况',
      fields: {
        count: {
          kind: 'number',
          label: '此前已获准延期',
          help: '没有的填0',
          unit: '次',
          decimals: 0,
          min: 0,
          max: 20,
        },
        reply: {
          ...DOCUMENT_NUMBER,
          label: '最近一次延期批复的文号',
          help: '此前获准过延期的必填，如“宁发改延复〔2026〕1号”',
          optional: true,
        },
      },
    },
    review: {
      kind: 'group',
      label: '县级审核',
      fields: {
        opinion: COUNTY_OPINION,
        note: {
          kind: 'text',
          label: '补充意见',
          help: '不同意的必填',
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

export type Request = ValueOf<typeof REQUEST_FORM>;
