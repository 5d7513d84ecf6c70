// Folder and row, schema and template and sample: each says what the others say.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { FormInput } from '../../functions/domain/form/field.ts';
import { compileTemplate } from '../../functions/typeset/compile-template.ts';
import { parseVocabulary } from '../../functions/typeset/parse-vocabulary.ts';
import { unknownPaths } from '../../functions/typeset/template-paths.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { MAILS, readTemplateSources } from '../../templates/sources.ts';
import { type Changes, rolesAsked, sampleFor, samplesOf, sampleValue } from './filled.ts';
import { leavesOf, otherThan } from './leaves-of.ts';

const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));
const sources = readTemplateSources(TEMPLATES);
const ISSUE = { number: '甲〔2026〕1号', issuedOn: '2026-11-24' };

/** Fields that the document, or that of one type, does not show, each with what it is for. */
const NOT_PRINTED: Readonly<Record<string, string>> = {
  'parties.drc.email': 'where link and code go; personal data stays out of the document',
  'parties.county.email': 'where link and code go; personal data stays out of the document',
  'parties.enterprise.email': 'where link and code go; personal data stays out of the document',
  'parties.drc.way': 'how the party signs is seen in its signature',
  'parties.county.way': 'how the party signs is seen in its signature',
  'parties.enterprise.way': 'how the party signs is seen in its signature',
  'office.mark': 'part of the number, which the view is given',
  'debt.noImplicitDebt': 'a rule demands it, so the wording says it without asking',
  'exit.included': 'a rule demands it together with the clause that is printed',
  'consent.informed': 'a rule demands it, so the wording says it without asking',
  'service.confirmed': 'a rule demands it, so the wording says it without asking',
  'circular signing.signBy': 'a circular is for its readers, who have no part in the signing',
};

/** A confirmation of electronic service is about a mailbox; it is not published. */
const STATED_MAILBOX: Readonly<Record<string, string>> = { 'service-confirmation': 'delivery.address' };

test('every folder with a template is a row, and every row a folder with schema, template and sample', () => {
  const folders = readdirSync(TEMPLATES)
    .filter((name) => existsSync(join(TEMPLATES, name, 'template.hbs')))
    .filter(
      // What the platform itself reports of a document; nobody drafts it.
      (name) => name !== 'evidence',
    );
  expect(folders.toSorted()).toEqual(DOCUMENT_TYPES.map(({ id }) => id).toSorted());
  for (const folder of folders) {
    expect(readdirSync(join(TEMPLATES, folder))).toEqual(
      expect.arrayContaining(['schema.ts', 'template.hbs', 'sample.json']),
    );
  }
});

test('the sources hold each template as it stands on disk, with its digest', () => {
  expect(Object.keys(sources.documents)).toEqual(DOCUMENT_TYPES.map(({ id }) => id));
  expect(Object.keys(sources.mails)).toEqual(MAILS);
  const { source, sha256 } = sources.documents.pledge!;
  expect(source).toBe(readFileSync(join(TEMPLATES, 'pledge/template.hbs'), 'utf8'));
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('a folder without templates is an error at start', () => {
  expect(() => readTemplateSources(join(TEMPLATES, 'fonts'))).toThrow('ENOENT');
});

test('the walk over a template finds a field that the view does not have', () => {
  const template =
    '{{#each rows}}<p>{{a}}{{b}}</p>{{#if c}}{{/if}}{{/each}}{{#if (has "d")}}{{date e.f}}{{/if}}';
  const { seen, unknown } = unknownPaths(template, { rows: [{ a: 1 }], e: {} });
  expect([seen, unknown.map(({ path }) => path)]).toEqual([6, ['b', 'c', 'd', 'e.f']]);
  expect(unknown[1]).toEqual({ path: 'c', line: 1, column: 38 });
});

test('the walk asks nothing of the rows of an empty list, and of an outer level what it has', () => {
  const template = '{{#each rows}}{{a}}{{../b}}{{../c}}{{/each}}{{#with e}}{{f}}{{g}}{{/with}}';
  const { unknown } = unknownPaths(template, { rows: [], b: 1, e: { f: 1 } });
  expect(unknown.map(({ path }) => path)).toEqual(['c', 'g']);
});

describe.each(DOCUMENT_TYPES.map((type) => [type.id, type] as const))('%s', (id, type) => {
  const source = sources.documents[id]!.source;
  const template = compileTemplate(source, id);
  const html = (changes: Changes = {}) => template(type.view(sampleValue(type, changes), ISSUE));
  const leaves = [
    ...new Map(
      samplesOf(type).flatMap((sample) => leavesOf(type.form, sample).map((leaf) => [leaf.path, leaf])),
    ).values(),
  ];
  const typedAt = (path: string): string | undefined =>
    // biome-ignore lint/suspicious/noExplicitAny: a path into a sample of any shape.
    path.split('.').reduce<any>((at, key) => at?.[key], sampleFor(type, { [path]: '' }));

  test('every variable of its template is in the view', () => {
    const { seen, unknown } = unknownPaths(source, type.view(sampleValue(type), ISSUE));
    expect(unknown).toEqual([]);
    // It looked: a long form is seen in forty places at least, a short one in most of its fields.
    expect(seen).toBeGreaterThan(leaves.length > 40 ? 40 : leaves.length / 2);
  });

  test('changing any field changes the document, unless the field has another purpose', () => {
    const silent = leaves
      .filter(({ path, ...leaf }) => {
        const typed = typedAt(path);
        return html({ [path]: otherThan({ path, ...leaf }, typed) }) === html({ [path]: typed });
      })
      .map(({ name }) => name);
    const excused = leaves
      .map(({ name }) => name)
      .filter((name) => [name, `${id} ${name}`].some((key) => Object.hasOwn(NOT_PRINTED, key)));
    expect(silent.toSorted()).toEqual(excused.toSorted());
  });

  test('a draft that breaks a rule can be seen all the same', () => {
    const whole = parseVocabulary(html(), id).length;
    for (const leaf of leaves) {
      for (const typed of [otherThan(leaf, typedAt(leaf.path)), ...alternatives(leaf.field)]) {
        expect(parseVocabulary(html({ [leaf.path]: typed }), id).length).toBeGreaterThan(
          Math.min(5, whole - 1),
        );
      }
      if (leaf.field.optional)
        expect(() => parseVocabulary(html({ [leaf.path]: undefined }), id)).not.toThrow();
    }
  });

  test('its document holds no mailbox, unless it must state an address of service', () => {
    const stated = STATED_MAILBOX[id];
    for (const role of rolesAsked(type)) {
      const path = `parties.${role}.email`;
      const page = html({ [path]: typedAt(path) });
      expect(page).not.toContain(typedAt(path));
      expect(stated ? page.replaceAll(typedAt(stated)!, '') : page).not.toContain('@');
    }
    if (stated) expect(html()).toContain(typedAt(stated));
  });

  test('its wording never makes a 人民政府 of a party that is none', () => {
    // The samples' own texts that name one, taken out; what is left is the template's.
    const known = /大通回族土族自治县人民政府|西宁市人民政府|青海省人民政府办公厅/g;
    expect(html().replace(known, '')).not.toContain('人民政府');
    if (!rolesAsked(type).includes('county')) return;
    const plain = html({ 'parties.county.organization': '大柴旦行政委员会' });
    expect(plain.replace(known, '')).not.toContain('人民政府');
    expect(plain).toContain('大柴旦行政委员会');
  });

  test('whichever of several parties signs, it is named and the others are not', () => {
    const signers = samplesOf(type).map(({ parties }) => Object.keys(parties as FormInput));
    if (signers.length === 1) expect(signers[0]).toEqual(rolesAsked(type));
    for (const roles of signers.length > 1 ? signers : []) {
      const page = html({ [`parties.${roles.at(-1)}.organization`]: '甲方全称' });
      expect(page.match(/<signature [^>]*field="\w+"/g)).toHaveLength(roles.length);
      expect(page).toContain('甲方全称');
    }
  });
});

test('a telephone number stands in the order only', () => {
  const phone = /\d{3,4}-\d{7,8}|1\d{10}(?!\d)/;
  const printed = DOCUMENT_TYPES.filter((type) => {
    const text = compileTemplate(
      sources.documents[type.id]!.source,
      type.id,
    )(type.view(sampleValue(type), ISSUE));
    return phone.test(text.replace(/[0-9A-Z]{18,}|\d{4}-\d{6}-\d{2}-\d{2}-\d{6}/g, ''));
  });
  expect(printed.map(({ id }) => id)).toEqual(['rectification-order']);
});

function alternatives(field: { kind: string; options?: readonly { value: string }[] }): string[] {
  return field.kind === 'choice' ? field.options!.map(({ value }) => value) : [];
}
