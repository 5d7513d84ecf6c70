// What a person hears of an issued document: titles, rows, lists, and where to sign, in order.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { PDFArray, PDFBool, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFRef } from 'pdf-lib';
import { addSignatureFields } from '../../functions/sign/signature-fields.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { sampleValue } from '../templates/filled.ts';
import { testPress } from '../workflow/test-world.ts';
import { flat, readTags, type Tag } from './read-tags.ts';
import { authority, boxes, pledge, signAs, typeset } from './sample-documents.ts';

const name = (text: string) => PDFName.of(text);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

async function issued(id: string): Promise<{ pdf: Uint8Array; title: string }> {
  const type = DOCUMENT_TYPES.find((one) => one.id === id)!;
  const value = sampleValue(type);
  const issue = { number: '青发改〔2026〕1号', issuedOn: SAMPLE_DAY };
  const { pdf } = await testPress().printer.print({ type, value, issue, today: SAMPLE_DAY });
  return { pdf, title: type.title(value) };
}

describe('an issued pledge', () => {
  let tags: Tag[];
  let title: string;
  const all = (role: string) => flat(tags).filter((tag) => tag.role === role);

  beforeAll(async () => {
    const made = await issued('pledge');
    title = made.title;
    tags = await readTags(made.pdf);
  });

  test('has its title as the first heading, and the outline says it', async () => {
    expect(all('H1').map((tag) => tag.text)).toEqual([title]);
    const { catalog } = await PDFDocument.load((await issued('pledge')).pdf);
    const first = catalog.lookup(name('Outlines'), PDFDict).lookup(name('First'), PDFDict);
    expect(String(first.get(name('Title')))).toBe(utf16(title));
  });

  test('has headings without paragraphs in them, none of a level that skips one', () => {
    const headings = flat(tags).filter(({ role }) => /^H\d$/.test(role));
    expect(headings.length).toBeGreaterThan(3);
    expect(headings.flatMap(({ children }) => children.map(({ role }) => role))).toEqual([]);
    headings.forEach(({ role }, i) => {
      expect(Number(role[1])).toBeLessThanOrEqual(Number(headings[i - 1]?.role[1] ?? 0) + 1);
    });
  });

  test('names the rows of its facts and of its signature blocks', () => {
    for (const row of all('TR')) expect(row.children.map(({ role }) => role)).toEqual(['TH', 'TD']);
    expect(all('TH')[0]?.text).toBe('所在地');
  });

  test('has its clauses in lists', () => {
    const clauses = all('L').flatMap((list) => list.children);
    expect(clauses.length).toBeGreaterThan(10);
    for (const { role, children } of clauses) expect([role, children[0]?.role]).toEqual(['LI', 'LBody']);
    expect(clauses[0]?.text).toMatch(/^1\./);
  });

  test('has each field in the row of its party, under that name', () => {
    const rows = all('TR').filter(({ fields }) => fields.length > 0);
    expect(rows.map(({ fields }) => fields)).toEqual([
      ['市州发展改革部门电子签名'],
      ['县（市、区、行委）政府电子签名'],
      ['投资运营主体电子签名'],
    ]);
    for (const { text, fields } of rows)
      expect(text.startsWith(fields[0]!.replace('电子签名', ''))).toBe(true);
    expect(all('Form')).toHaveLength(3);
    expect(all('Figure')).toEqual([]);
  });

  test('says neither page numbers nor the words in an empty box', () => {
    expect(tags.map((tag) => tag.text).join('')).not.toMatch(/— \d+ —|显示区/);
  });
});

test('a letter is read from its head on, and the receipt under the name of who gives it', async () => {
  const tags = flat(await readTags((await issued('rectification-order')).pdf));
  const paragraphs = tags.filter(({ role }) => role === 'P').map(({ text }) => text);
  expect(paragraphs.slice(0, 2)).toEqual(['西宁市发展和改革委员会', '青发改〔2026〕1号']);
  expect(tags.filter(({ role }) => role === 'Form').flatMap(({ fields }) => fields)).toContain(
    '签收：投资运营主体电子签名',
  );
});

test('a table with a head keeps it, and its rows have none', async () => {
  const tags = flat(await readTags((await issued('creation-plan')).pdf));
  const tables = tags.filter(({ role, children }) => role === 'Table' && children[0]?.role === 'THead');
  expect(tables.length).toBeGreaterThan(0);
  for (const table of tables) {
    const body = table.children.filter(({ role }) => role === 'TBody');
    expect(flat(body).filter(({ role }) => role === 'TH')).toEqual([]);
  }
});

describe('a base', () => {
  const load = async (source: Uint8Array) => {
    const bytes = await addSignatureFields(source, boxes);
    return { bytes, document: await PDFDocument.load(bytes, { updateMetadata: false }) };
  };

  test('leads from each field to its Form element and back', async () => {
    const { document } = await load(pledge());
    const root = document.catalog.lookup(name('StructTreeRoot'), PDFDict);
    const numbers = root.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray).asArray();
    const widgets = document.getPage(1).node.Annots()!.asArray();
    for (const widget of widgets) {
      const key = document.context.lookup(widget, PDFDict).lookup(name('StructParent'), PDFNumber).asNumber();
      const at = numbers.findIndex((one, i) => i % 2 === 0 && String(one) === String(key));
      const form = document.context.lookup(numbers[at + 1], PDFDict);
      expect(String(form.get(name('S')))).toBe('/Form');
      expect(form.lookup(name('K'), PDFDict).get(name('Obj'))).toBe(widget as PDFRef);
    }
    const keys = numbers.filter((_, i) => i % 2 === 0).map(Number);
    expect(keys).toEqual(keys.toSorted((a, b) => a - b));
    expect(root.lookup(name('ParentTreeNextKey'), PDFNumber).asNumber()).toBe(keys.at(-1)! + 1);
    expect(String(document.getPage(1).node.get(name('Tabs')))).toBe('/S');
  });

  test('claims PDF/UA-1 beside PDF/A-2a, and shows its title', async () => {
    const { bytes, document } = await load(pledge());
    expect(text(bytes)).toContain('<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part>');
    expect(text(bytes)).toContain('<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>');
    const preferences = document.catalog.lookup(name('ViewerPreferences'), PDFDict);
    expect(preferences.get(name('DisplayDocTitle'))).toBe(PDFBool.True);
  });

  test('of a document that does not claim level A claims nothing', async () => {
    const { bytes } = await load(typeset('x\n#pagebreak()\ny', 'a-2b'));
    expect(text(bytes)).not.toContain('pdfuaid');
  });

  test('says the same of its fields after one is signed', async () => {
    const base = await addSignatureFields(pledge(), boxes);
    const signed = await signAs('county', base, await authority());
    expect(await readTags(signed)).toEqual(await readTags(base));
  });
});

function utf16(said: string): string {
  const bytes = Buffer.from(`\ufeff${said}`, 'utf16le').swap16();
  return `<${bytes.toString('hex').toUpperCase()}>`;
}
