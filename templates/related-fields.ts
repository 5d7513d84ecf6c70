// The document that another one follows on: the rectification order of which a report, a receipt or a reply speaks.
import type { GroupField, Problem, ValueOf } from '../functions/domain/form/field.ts';
import type { CalendarDate } from '../functions/domain/time.ts';
import { found } from './problems.ts';

/** As typed from the paper or from this system: 宁发改改通〔2026〕3号. Samples follow on that number, of 2026-09-10. */
export const DOCUMENT_NUMBER = {
  kind: 'text',
  label: '文号',
  help: '照原文书填写，如“宁发改改通〔2026〕3号”，年份用六角括号〔〕',
  minLength: 8,
  maxLength: 40,
  pattern: {
    source: '[^〔〕\\s]{2,20}〔20\\d{2}〕[1-9]\\d{0,4}号',
    wanted: '请照原文书填写文号，如“宁发改改通〔2026〕3号”，年份用六角括号〔〕，编号不加“第”、不补0',
  },
} as const;

/** Of a pledge signed before; pledge.ts makes it. */
export const PLEDGE_CODE = {
  kind: 'text',
  label: '三级联签承诺编码',
  maxLength: 20,
  pattern: { source: '\\d{20}', wanted: '承诺编码应为20位数字，请核对' },
} as const;

/** `label` names the other document: 所依据的限期整改通知书. */
export function relatedDocument<const L extends string>(label: L) {
  return {
    kind: 'group',
    label,
    fields: {
      title: {
        kind: 'text',
        label: '文书名称',
        help: '全称，不带书名号，如“大通老爷山·河湟文旅小镇限期整改通知书”',
        minLength: 4,
        maxLength: 80,
      },
      number: DOCUMENT_NUMBER,
      date: { kind: 'date', label: '成文日期' },
    },
  } as const satisfies GroupField;
}

type Related = ValueOf<ReturnType<typeof relatedDocument>>;

export function relatedRules(related: Related, today: CalendarDate): Problem[] {
  return found(
    related.date > today && {
      path: 'related.date',
      code: 'related.future',
      message: '原文书的成文日期不能晚于今天，请照原文书核对',
    },
    /[《》]/.test(related.title) && {
      path: 'related.title',
      code: 'related.title-marks',
      message: '文书名称不带书名号，由系统加上，请删去《》',
    },
  );
}
