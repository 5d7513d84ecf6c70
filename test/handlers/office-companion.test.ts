// Choosing a type by its group, and beginning a document that goes with another.
import { expect, test } from '@jest/globals';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { FILLED, HAIDONG, NOTE, smallOffice, typedIn, XINING } from './small-office.ts';

const related = {
  kind: 'group',
  label: '所依据的文书',
  fields: { number: { kind: 'text', label: '编号', maxLength: 40 } },
} as const;
const { items: _, ...place } = NOTE.form.fields;
const RECEIPT: DocumentType = {
  ...NOTE,
  id: 'receipt',
  name: '送达回证',
  group: '送达',
  form: { ...NOTE.form, fields: { ...place, related } },
};
const types = [RECEIPT, { ...NOTE, id: 'plain', name: '公告' }, { ...NOTE, group: '整改' }];

async function start() {
  const office = smallOffice({ types, documentType: (id) => types.find((type) => type.id === id) });
  const person = office.visitor();
  await person.logIn(XINING);
  return { ...office, person };
}

test('types stand under their groups, those without one last', async () => {
  const { person } = await start();
  const page = await person.page('/office/new');
  const headings = [...page.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, label]) => label);
  expect(headings).toEqual(['送达', '整改', '其他文书']);
  expect(page.indexOf('/office/new/plain')).toBeGreaterThan(page.indexOf('其他文书'));
});

test('a companion begins with who and where and the number of the document it goes with', async () => {
  const { person, documents } = await start();
  await person.post('/office/new/note', { ...FILLED, _do: 'issue' });
  const source = documents.ids()[0]!;
  const page = await person.page(`/office/documents/${source}`);
  expect(page).toContain('<optgroup label="送达"><option value="receipt">送达回证</option></optgroup>');
  expect(page).not.toContain('<option value="note">');

  const answer = await person.post(`/office/documents/${source}/companion`, { _type: 'receipt' });
  expect(answer.status).toBe(303);
  const form = await person.page(answer.headers.get('location')!);
  expect(typedIn(form, 'town.name')).toBe('老爷山小镇');
  expect(typedIn(form, 'region.county')).toBe('630121');
  expect(typedIn(form, 'related.number')).toBe('便函〔2026〕1号');
  const companion = documents.ids().find((id) => id !== source)!;
  const [first] = (await documents.load(companion))!.events;
  expect(first).toMatchObject({ kind: 'Drafted', type: 'receipt', copiedFrom: source });
  expect(await person.page(`/office/documents/${companion}`)).toContain('起草，内容来自另一份文书');
});

test('a draft offers none: it has no number yet', async () => {
  const { person, documents } = await start();
  await person.post('/office/new/note', { ...FILLED, _do: 'save' });
  expect(await person.page(`/office/documents/${documents.ids()[0]}`)).not.toContain('起草相关文书');
});

test('to a document of another region, or of a type that is not, there is none', async () => {
  const { person, documents, visitor } = await start();
  await person.post('/office/new/note', { ...FILLED, _do: 'issue' });
  const source = documents.ids()[0]!;
  const wrong = await person.post(`/office/documents/${source}/companion`, { _type: 'constructor' });
  expect(wrong.status).toBe(404);
  const stranger = visitor();
  await stranger.logIn(HAIDONG);
  const refused = await stranger.post(`/office/documents/${source}/companion`, { _type: 'receipt' });
  expect(refused.status).toBe(404);
  expect(documents.ids()).toEqual([source]);
});
