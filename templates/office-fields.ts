// What a numbered document of a DRC needs beside its matter: its short mark, its authority, who gets copies.
import type { GroupField, Problem, ValueOf } from '../functions/domain/form/field.ts';
import type { CalendarDate } from '../functions/domain/time.ts';
import type { REGION } from './party-fields.ts';
import { found } from './problems.ts';

const mark = {
  kind: 'text',
  label: '发文机关代字',
  help: '如“宁发改”，文号由系统按年编排',
  minLength: 2,
  maxLength: 8,
  pattern: { source: '\\p{Script=Han}{2,8}', wanted: '只填机关代字的汉字，如“宁发改”' },
} as const;

/** For a numbered document that orders nothing: it needs nobody's consent and goes to nobody else. */
export const MARK_ONLY = {
  kind: 'group',
  label: '发文信息',
  fields: { mark },
} as const satisfies GroupField;

export const OFFICE = {
  kind: 'group',
  label: '发文信息',
  fields: {
    mark,
    authority: {
      kind: 'text',
      label: '政府同意或授权',
      help: '政府部门向下级政府行文，须经本级政府同意并在文中注明（《党政机关公文处理工作条例》第十六条），如“经西宁市人民政府同意（宁政函〔2026〕88号）”',
      minLength: 6,
      maxLength: 80,
    },
    copies: {
      kind: 'text',
      label: '抄送机关',
      help: '用逗号分开，末尾不加句号，如“青海省发展和改革委员会，西宁市财政局”',
      optional: true,
      minLength: 4,
      maxLength: 200,
    },
  },
} as const satisfies GroupField;

export function officeRules(office: ValueOf<typeof OFFICE>): Problem[] {
  return found(
    !saysAgreed(office.authority) && {
      path: 'office.authority',
      code: 'office.authority',
      message: '请写明经哪一级政府同意或授权，如“经西宁市人民政府同意（宁政函〔2026〕88号）”',
    },
  );
}

/** 未经市政府同意, 市政府不同意, 尚待批准: the word is there, but nobody has agreed. */
const NOT_AGREED =
  /(?:(?:未[经获得取报予]|没有|不[经予须需]|无[需须]|尚待|有待|等待|拒绝)[^，。；]*|[未不])(?:同意|授权|批准)/;

function saysAgreed(authority: string): boolean {
  return /同意|授权|批准/.test(authority) && !NOT_AGREED.test(authority);
}

/**
 * GB/T 9704-2012 7.2.5: full year in 〔〕, no 第, no leading zero. One series per kind, prefecture, mark and year: a mark
 * is typed freely, so whoever types that of another prefecture must not take a number of its series.
 */
export function officeNumber(
  kind: string,
  { region, office }: { region: ValueOf<typeof REGION>; office: ValueOf<typeof MARK_ONLY> },
  word: string,
  issuedOn: CalendarDate,
) {
  const { mark } = office;
  const year = issuedOn.slice(0, 4);
  return {
    series: `${kind}-${region.county.slice(0, 4)}-${mark}-${year}`,
    format: (n: number) => `${mark}${word}〔${year}〕${n}号`,
  };
}

/** GB/T 9704-2012 7.4.2: 抄送 ends with 。; '' if nobody gets a copy. */
export function copiesLine(office: ValueOf<typeof OFFICE>): string {
  return office.copies ? `${office.copies.replace(/[。；，、.]+$/u, '')}。` : '';
}
