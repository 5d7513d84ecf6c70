// 销号单: what its form asks; problems are struck off only when each has been reviewed (青政办〔2021〕5号, art. 20).
import type { GroupField, RowsField, ValueOf } from '../../functions/domain/form/field.ts';
import { MARK_ONLY } from '../office-fields.ts';
import { PARTIES, REGION, SIGNING } from '../party-fields.ts';
import { DOCUMENT_NUMBER, relatedDocument } from '../related-fields.ts';
import { TOWN_NAME } from '../town-fields.ts';

const ITEMS = {
  kind: 'rows',
  label: '销号事项',
  help: '只填复查结论为“已整改”的事项',
  min: 1,
  max: 40,
  row: {
    kind: 'group',
    label: '事项',
    fields: {
      problem: { kind: 'text', label: '存在问题', minLength: 4, maxLength: 200 },
      result: { kind: 'text', label: '整改措施和结果', minLength: 4, maxLength: 200 },
      completedOn: { kind: 'date', label: '整改完成日期' },
      opinion: { ...DOCUMENT_NUMBER, label: '复查意见书文号', help: '如“宁发改复查〔2026〕1号”' },
      reviewedOn: { kind: 'date', label: '复查日期' },
    },
  },
} as const satisfies RowsField;

const opinion = (label: string, help: string) =>
  ({ kind: 'text', label, help, multiline: true, minLength: 10, maxLength: 400 }) as const;

export const CLOSING_FORM = {
  kind: 'group',
  label: '销号单',
  fields: {
    region: REGION,
    town: TOWN_NAME,
    office: MARK_ONLY,
    related: relatedDocument('所依据的限期整改通知书'),
    items: ITEMS,
    opinions: {
      kind: 'group',
      label: '申请、审核和销号意见',
      fields: {
        enterprise: opinion('申请意见', '投资运营主体的意见'),
        county: opinion('审核意见', '县级政府的意见，写明核查方式和结论'),
        drc: opinion('销号意见', '市州发展改革部门的意见，写明是否准予销号'),
      },
    },
    parties: PARTIES,
    signing: SIGNING,
  },
} as const satisfies GroupField;

export type Closing = ValueOf<typeof CLOSING_FORM>;
