// What every form asks about place, parties and term, and the rules that hold for all of them.
import { covers, divisionName, prefectureOf } from '../functions/domain/divisions.ts';
import type { ChoiceField, GroupField, Problem, ValueOf } from '../functions/domain/form/field.ts';
import { type Party, ROLE_NAMES, ROLES, type Role } from '../functions/domain/party.ts';
import { addDays, type CalendarDate } from '../functions/domain/time.ts';
import { WAY_NAMES, WAYS, type Way } from '../functions/domain/way.ts';
import { found } from './problems.ts';

/** Longer terms are refused: a link to sign may not stay open for ever. */
const LONGEST_TERM_DAYS = 180;

/** How this party signs: the choice is part of what is issued. */
const WAY = {
  kind: 'choice',
  label: '签署方式',
  optional: true,
  help: '不选的，通过邮件链接和验证码作平台电子签名。签发后不能更改',
  options: WAYS.map((value) => ({ value, label: WAY_NAMES[value] })),
} as const satisfies ChoiceField;

/**
 * The commission's name with 文件 is 发文机关标志 on one line (20 characters of 2号), and it begins the title; the longest
 * of the province, 海西蒙古族藏族自治州发展和改革委员会, has 18. The other two are 主送机关, of three lines together.
 */
const ORGANIZATION = {
  drc: {
    maxLength: 18,
    ifLonger: '发文机关标志和标题排不下，请填写规范化简称，如“海西州发展和改革委员会”',
  },
  county: { maxLength: 30, ifLonger: '主送机关过长会把正文挤出首页，请填写规范化简称' },
  enterprise: { maxLength: 50, ifLonger: '主送机关过长会把正文挤出首页，请与营业执照核对' },
} as const;

const PERSON = {
  code: { kind: 'credit-code', label: '统一社会信用代码', help: '18位，第18位为校验位' },
  person: { kind: 'text', label: '签署人姓名', minLength: 2, maxLength: 30 },
  title: { kind: 'text', label: '签署人职务', minLength: 2, maxLength: 30 },
  email: {
    kind: 'email',
    label: '签署人电子邮箱',
    help: '签署链接和验证码只发往此邮箱，须由签署人本人使用；不写入文书，也不公开',
  },
  way: WAY,
} as const;

const partyFields = <R extends Role>(role: R) =>
  ({
    organization: {
      kind: 'text',
      label: '单位全称',
      help: '与统一社会信用代码证照所载名称一致',
      minLength: 4,
      ...ORGANIZATION[role],
    },
    ...PERSON,
  }) as const;

export const PARTIES = {
  kind: 'group',
  label: '联签三方',
  fields: {
    drc: { kind: 'group', label: ROLE_NAMES.drc, fields: partyFields('drc') },
    county: {
      kind: 'group',
      label: ROLE_NAMES.county,
      help: '大柴旦填写“大柴旦行政委员会”',
      fields: partyFields('county'),
    },
    enterprise: { kind: 'group', label: ROLE_NAMES.enterprise, fields: partyFields('enterprise') },
  },
} as const satisfies GroupField;

export const REGION = {
  kind: 'group',
  label: '所在地',
  fields: {
    prefecture: { kind: 'region', label: '市（州）', level: 'prefecture' },
    county: { kind: 'region', label: '县（市、区、行委）', level: 'county' },
  },
} as const satisfies GroupField;

export const SIGNING = {
  kind: 'group',
  label: '签署安排',
  fields: {
    signBy: {
      kind: 'date',
      label: '签署截止日期',
      help: `当日24时止；应在今天之后、${LONGEST_TERM_DAYS}天之内，逾期未签齐的文书自动终止`,
    },
  },
} as const satisfies GroupField;

/** The part of every value that the rules below look at; `parties` are those that sign. */
export interface Joint {
  region: ValueOf<typeof REGION>;
  parties: { readonly [R in Role]?: ValueOf<typeof PARTIES>[R] };
  signing: ValueOf<typeof SIGNING>;
}

export function partiesOf(value: Pick<Joint, 'parties'>): Party[] {
  return ROLES.flatMap((role) => {
    const party = value.parties[role];
    // A choice of the form holds one of its options.
    return party ? [{ role, ...party, way: party.way as Way | undefined }] : [];
  });
}

/** 青海省西宁市大通回族土族自治县 */
export function placeName(region: Joint['region']): string {
  return `青海省${divisionName(region.prefecture) ?? ''}${divisionName(region.county) ?? ''}`;
}

export function jointRules(value: Joint, today: CalendarDate): Problem[] {
  const { region, signing } = value;
  const parties = partiesOf(value);
  const latest = addDays(today, LONGEST_TERM_DAYS);
  return found(
    !covers(region.prefecture.slice(0, 4), region.county) && {
      path: 'region.county',
      code: 'region.county-outside',
      message: `${divisionName(region.county)}属于${divisionName(prefectureOf(region.county))}，不属于${divisionName(region.prefecture)}，请改选`,
    },
    ...repeated(parties, 'organization', sameName, '各方应为不同的单位，此名称已填在前面的一方，请核对'),
    ...repeated(parties, 'code', (code) => code, '各方的统一社会信用代码应各不相同，请对照证照核对'),
    ...repeated(
      parties,
      'email',
      (email) => email.toLowerCase(),
      '签署链接和验证码发往此邮箱，各方不能共用，请填写本方签署人自己的邮箱',
    ),
    ...parties.map(codeOfItsKind),
    signing.signBy <= today && {
      path: 'signing.signBy',
      code: 'sign-by.past',
      message: '签署截止日期应在今天之后，请改填',
    },
    signing.signBy > latest && {
      path: 'signing.signBy',
      code: 'sign-by.far',
      message: `签署截止日期最迟为 ${latest}（${LONGEST_TERM_DAYS}天之内），请改填`,
    },
  );
}

/** GB 32100-2015: 1 机构编制; 11 机关, 12 事业单位 (some 行委 and 发改 bodies are registered so). */
function codeOfItsKind({ role, code }: Party): Problem | false {
  if (role === 'enterprise') {
    return (
      code.startsWith('11') && {
        path: 'parties.enterprise.code',
        code: 'party.code-public',
        message: '以11开头的是机关代码，机关不能作为投资运营主体，请填写企业的代码',
      }
    );
  }
  return (
    !/^1[12]/.test(code) && {
      path: `parties.${role}.code`,
      code: 'party.code-not-public',
      message: `${ROLE_NAMES[role]}的代码应以11（机关）或12（事业单位）开头，请核对`,
    }
  );
}

function repeated(
  parties: readonly Party[],
  key: 'organization' | 'code' | 'email',
  same: (text: string) => string,
  message: string,
): Problem[] {
  return parties
    .filter((party, index) =>
      parties.slice(0, index).some((earlier) => same(earlier[key]) === same(party[key])),
    )
    .map(({ role }) => ({ path: `parties.${role}.${key}`, code: `party.${key}-repeated`, message }));
}

/** 青海（大通）公司 and 青海(大通) 公司 are one name. */
function sameName(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '');
}
