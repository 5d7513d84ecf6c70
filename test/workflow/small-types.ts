// Made-up documents that one party signs, or that one signs and another receives; and the press that prints them.

import { typstPrinter } from '../../functions/adapters/typst-printer.ts';
import { embeddedSettings } from '../../functions/config.ts';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { FormInput } from '../../functions/domain/form/field.ts';
import { type Party, ROLE_NAMES, type Role } from '../../functions/domain/party.ts';
import type { Printer } from '../../functions/ports/printer.ts';
import { createTypesetter } from '../../functions/typeset/typesetter.ts';
import { pressRecord } from '../fakes/press-record.ts';

const FORM: DocumentType['form'] = {
  kind: 'group',
  label: '文书',
  fields: {
    town: { kind: 'text', label: '小镇', maxLength: 40 },
    remark: { kind: 'text', label: '备注', maxLength: 200, optional: true },
  },
};

export const FILLED: FormInput = { town: '老爷山小镇' };

export const mailbox = (role: Role): string => `${role}@example.gov.cn`;

const party = (role: Role): Party => ({
  role,
  organization: ROLE_NAMES[role],
  code: '11630100DEM000022G',
  person: '张三',
  title: '主任',
  email: mailbox(role),
});

function smallType(id: string, roles: readonly Role[], changes: Partial<DocumentType> = {}): DocumentType {
  return {
    id,
    name: '文书',
    group: '其他文书',
    purpose: '试验用。',
    form: FORM,
    rules: () => [],
    summarize: (partial) => ({ title: `${partial?.town}文书`, town: partial?.town ?? '', region: '630121' }),
    title: (value) => `${value.town}文书`,
    parties: () => roles.map(party),
    order: () => roles.map((role) => [role]),
    signBy: () => '2026-12-24',
    layout: 'pledge',
    number: () => ({ series: id, format: (n) => `${id}-${n}` }),
    view: (value, { number }) => ({
      town: value.town,
      number,
      signatures: roles.map((role) => ({ field: role, label: ROLE_NAMES[role] })),
    }),
    sample: FILLED,
    ...changes,
  };
}

/** The enterprise alone signs. */
export const REPORT = smallType('report', ['enterprise']);
/** The DRC signs, then the enterprise acknowledges receipt. */
export const NOTICE = smallType('notice', ['drc', 'enterprise'], { receivers: ['enterprise'] });
/** Its order has one role more than its parties. */
export const CROOKED_ORDER = smallType('crooked-order', ['drc'], { order: () => [['drc'], ['county']] });
/** Its pages have a box for somebody who does not sign. */
export const CROOKED_BOXES = smallType('crooked-boxes', ['drc', 'county'], {
  parties: () => [party('drc')],
  order: () => [['drc']],
});

export const SMALL_TYPES = [REPORT, NOTICE, CROOKED_ORDER, CROOKED_BOXES];

export const SOURCE = `<p class="number">编号：{{number}}</p>
<h1>{{town}}文书</h1>
<p>说明。</p>
<signatures>
  {{#each signatures}}
  <signature field="{{field}}" label="{{label}}" organization="{{label}}" code="11630100DEM000022G" representative="张三（主任）"></signature>
  {{/each}}
</signatures>
`;

let typesetter: ReturnType<typeof createTypesetter> | undefined;

/** `source`: of the template that all of them have; `press`: the digest of what prints them. */
export function smallPrinter(source = SOURCE, press = 'a'.repeat(64)): Printer {
  const { templates } = embeddedSettings({}).places;
  typesetter ??= createTypesetter({
    fontDirectories: [`${templates}/fonts`],
    layoutDirectory: `${templates}/layout`,
  });
  return typstPrinter(
    typesetter,
    Object.fromEntries(SMALL_TYPES.map(({ id }) => [id, source])),
    pressRecord(press),
  );
}
