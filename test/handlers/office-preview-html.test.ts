// A draft's words as a web page, beside its PDF.
import { expect, test } from '@jest/globals';
import { FILLED, smallOffice, XINING } from './small-office.ts';

/** Says the name of the town, as a template would. */
async function desk() {
  const base = smallOffice();
  const office = smallOffice({
    printer: {
      ...base.world.printer,
      html: async ({ value, issue }) =>
        `<h1>便函</h1><p>${value.town.name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}${issue ? '' : '（草稿）'}</p>`,
    },
  });
  const person = office.visitor();
  await person.logIn(XINING);
  return { ...office, person };
}

test('the form as it is typed is shown as text, escaped, kept nowhere', async () => {
  const { person, documents } = await desk();
  const answer = await person.post('/office/preview/note/html', {
    ...FILLED,
    'town.name': '<b>老爷山</b> & 小镇',
  });
  expect(answer.status).toBe(200);
  const page = await answer.text();
  expect(page).toContain('<p>&lt;b&gt;老爷山&lt;/b&gt; &amp; 小镇（草稿）</p>');
  expect(page).toContain('电子签名签署的是 PDF 文件');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(documents.ids()).toEqual([]);
});

test('a form that cannot be read yet says what to put right', async () => {
  const { person } = await desk();
  const answer = await person.post('/office/preview/note/html', { ...FILLED, 'town.money': '许多' });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('改正以下内容后才能预览');
});

test('the form offers it beside the PDF', async () => {
  const { person } = await desk();
  const page = await person.page('/office/new/note');
  expect(page).toMatch(/formaction="\/office\/preview\/note\/html" formtarget="_blank">网页预览</);
});

test('nobody is shown anything without logging in, or from another site’s page', async () => {
  const { visitor, person } = await desk();
  expect((await visitor().post('/office/preview/note/html', FILLED)).status).toBe(401);
  const foreign = await person.post('/office/preview/note/html', FILLED, { 'sec-fetch-site': 'cross-site' });
  expect(foreign.status).toBe(403);
  expect((await person.post('/office/preview/nothing/html', FILLED)).status).toBe(404);
});
