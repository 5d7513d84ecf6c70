// 送达回证: what its form asks (民事诉讼法 arts 87 to 91, which 行政处罚法 art. 61 refers to).
import type { ChoiceField, GroupField, RowsField, ValueOf } from '../../functions/domain/form/field.ts';
import { countyNumberPattern } from '../county-number.ts';
import { MARK_ONLY } from '../office-fields.ts';
import { DRC_AND_EITHER_PARTY } from '../party-choice.ts';
import { REGION, SIGNING } from '../party-fields.ts';
import { relatedDocument } from '../related-fields.ts';
import { TOWN_NAME } from '../town-fields.ts';

export const SERVICE_METHOD = {
  kind: 'choice',
  label: '送达方式',
  help: '受送达人拒绝接收的，选留置送达',
  options: [
    { value: 'direct', label: '直接送达' },
    { value: 'electronic', label: '电子送达' },
    { value: 'post', label: '邮寄送达' },
    { value: 'left', label: '留置送达' },
  ],
} as const satisfies ChoiceField;

const SERVERS = {
  kind: 'rows',
  label: '送达人',
  help: '直接送达、留置送达一般为两人',
  min: 1,
  max: 6,
  row: {
    kind: 'group',
    label: '送达人',
    fields: {
      name: { kind: 'text', label: '姓名', minLength: 2, maxLength: 30 },
      title: { kind: 'text', label: '职务', minLength: 2, maxLength: 30 },
    },
  },
} as const satisfies RowsField;

export const RECEIPT_FORM = {
  kind: 'group',
  label: '送达回证',
  fields: {
    region: REGION,
    town: TOWN_NAME,
    office: MARK_ONLY,
    related: relatedDocument('送达的文书'),
    service: {
      kind: 'group',
      label: '送达情况',
      fields: {
        method: SERVICE_METHOD,
        place: {
          kind: 'text',
          label: '送达地点',
          help: '电子送达的不填，其他方式必填',
          optional: true,
          minLength: 4,
          maxLength: 100,
        },
        confirmation: {
          kind: 'text',
          label: '电子送达确认书编号',
          help: '电子送达的必填，其他方式不填',
          optional: true,
          maxLength: 40,
          pattern: countyNumberPattern('送确'),
        },
        date: { kind: 'date', label: '收到日期', help: '电子送达的，为到达受送达人系统的日期' },
        time: {
          kind: 'text',
          label: '收到时间',
          help: '24小时制，如“15:30”',
          maxLength: 5,
          pattern: {
            source: '(?:[01]\\d|2[0-3]):[0-5]\\d',
            wanted: '请按24小时制填写时和分，如“09:05”“15:30”',
          },
        },
      },
    },
    servers: SERVERS,
    refusal: {
      kind: 'group',
      label: '拒收',
      help: '留置送达的填写，其他方式全部留空',
      optional: true,
      fields: {
        reason: {
          kind: 'text',
          label: '拒收事由',
          help: '谁、何时、以什么理由拒绝接收',
          multiline: true,
          minLength: 4,
          maxLength: 300,
        },
        proof: {
          kind: 'text',
          label: '见证人或者影像记录',
          help: '见证人的姓名、单位和职务，或者记录送达过程的照片、录像的编号',
          minLength: 4,
          maxLength: 200,
        },
      },
    },
    remark: {
      kind: 'group',
      label: '备注',
      fields: {
        text: {
          kind: 'text',
          label: '备注',
          help: '如代收人的姓名和职务、邮件单号',
          optional: true,
          multiline: true,
          minLength: 2,
          maxLength: 300,
        },
      },
    },
    parties: DRC_AND_EITHER_PARTY,
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Receipt = ValueOf<typeof RECEIPT_FORM>;
