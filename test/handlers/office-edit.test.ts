// The form in the console: typing, saving, previewing, issuing.
import { describe, expect, test } from '@jest/globals';
import { PrintFault } from '../../functions/ports/printer.ts';
import { FILLED, NOTE, smallOffice, typedIn, XINING } from './small-office.ts';

async function loggedIn(office = smallOffice()) {
  const person = office.visitor();
  await person.logIn(XINING);
  return { ...office, person };
}

const ODD: Readonly<Record<string, string>> = {
  ...FILLED,
  'town.name': ' <b>"老爷山"</b> & \'小镇\' {{x}} ',
  'town.money': '12.345',
  'town.remark': '\r\n第一行\r\n  <script>alert(1)</script>\r\n</textarea>#set',
  'items.0.deadline': '2026-02-30',
};

describe('a new form', () => {
  test('is made of the type’s own description', async () => {
    const { person } = await loggedIn();
    const page = await person.page('/office/new/note');
    expect(page).toContain('<legend>整改事项</legend>');
    expect(page).toMatch(/<label for="f-town-name">小镇名称/);
    expect(page).toMatch(/id="f-town-name"[^>]*aria-describedby="f-town-name-help"/);
    expect(page).toMatch(/name="town\.money"[^>]*inputmode="decimal"[^>]*><span class="unit">万元/);
    expect(page).toMatch(/name="items\.0\.deadline" type="date"/);
    expect(page).toContain('<optgroup label="西宁市">');
    expect(page).not.toContain('海东市');
    expect(typedIn(page, 'region.prefecture')).toBe('630100');
  });

  test('of a type that does not exist is not found', async () => {
    const { person } = await loggedIn();
    expect((await person.visit('/office/new/constructor')).status).toBe(404);
  });
});

describe('what was typed', () => {
  test('comes back to the letter when a field is wrong, and shows as text', async () => {
    const { person, documents } = await loggedIn();
    await person.post('/office/new/note', { ...ODD, _do: 'save' });
    const id = documents.ids()[0]!;
    const seen = typedIn(await person.page(`/office/documents/${id}/edit`), '_seen')!;
    const answer = await person.post(`/office/documents/${id}/edit`, { ...ODD, _seen: seen, _do: 'issue' });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    for (const [name, value] of Object.entries(ODD))
      expect([name, typedIn(page, name)]).toEqual([name, value]);
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<b>"老爷山"');
    expect((await documents.load(id))!.listing.status).toBe('drafted');
  });

  test('is kept in the draft when issuing is refused on the first try', async () => {
    const { person, documents } = await loggedIn();
    const answer = await person.post('/office/new/note', { ...ODD, _do: 'issue' });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    const id = documents.ids()[0]!;
    expect(page).toContain(`action="/office/documents/${id}/edit"`);
    expect(typedIn(page, 'town.remark')).toBe(ODD['town.remark']);
    const fixed = { ...FILLED, _seen: typedIn(page, '_seen')!, _do: 'issue' };
    const issued = await person.post(`/office/documents/${id}/edit`, fixed);
    expect(issued.headers.get('location')).toBe(`/office/documents/${id}?done=issued`);
    expect(documents.ids()).toEqual([id]);
  });

  test('stands beside its error, and the summary leads to the field', async () => {
    const { person } = await loggedIn();
    const answer = await person.post('/office/new/note', { ...ODD, _do: 'issue' });
    const page = await answer.text();
    expect(page).toMatch(/id="f-town-money"[^>]*aria-describedby="f-town-money-error" aria-invalid="true"/);
    expect(page).toContain(
      '<p class="error" id="f-town-money-error"><span>金额以万元计，最多保留两位小数</span></p>',
    );
    expect(page).toContain('<a href="#f-town-money">小镇 · 总投资</a>');
    expect(page).toContain('<a href="#f-items-0-deadline">事项 1 · 完成期限</a>：2026-02-30 这一天不存在');
  });

  test('a date that is none stays readable instead of being emptied by the browser', async () => {
    const { person } = await loggedIn();
    const page = await (
      await person.post('/office/new/note', { ...FILLED, 'items.0.deadline': '明天', _do: 'issue' })
    ).text();
    expect(page).toMatch(/name="items\.0\.deadline" type="text" value="明天"/);
  });

  test('an unfinished draft is kept, and says how much is missing', async () => {
    const { person } = await loggedIn();
    const answer = await person.post('/office/new/note', { 'town.name': '半个小镇', _do: 'save' });
    const page = await person.page(answer.headers.get('location')!);
    expect(page).toContain('草稿已保存，还有');
    expect(page).not.toContain('aria-invalid');
    expect(typedIn(page, 'town.name')).toBe('半个小镇');
  });
});

describe('rows without JavaScript', () => {
  const TWO = { ...FILLED, 'items.1.measure': '复绿', 'items.1.deadline': '2026-02-09' };

  test('one is added and everything typed stays', async () => {
    const { person, documents } = await loggedIn();
    const page = await (await person.post('/office/new/note', { ...TWO, _add: 'items' })).text();
    for (const [name, value] of Object.entries(TWO))
      expect([name, typedIn(page, name)]).toEqual([name, value]);
    expect(typedIn(page, 'items.2.measure')).toBe('');
    expect(page).toMatch(/name="items\.2\.measure"[^>]*autofocus/);
    expect(page.match(/autofocus/g)).toHaveLength(1);
    expect(documents.ids()).toEqual([]);
  });

  test('one is removed from the middle and the later ones move up', async () => {
    const { person } = await loggedIn();
    const page = await (await person.post('/office/new/note', { ...TWO, _remove: 'items.0' })).text();
    expect(typedIn(page, 'items.0.measure')).toBe('复绿');
    expect(typedIn(page, 'items.1.measure')).toBeUndefined();
    expect(typedIn(page, 'town.name')).toBe('老爷山小镇');
  });

  test('no more are added than the form allows, and odd places are left alone', async () => {
    const { person } = await loggedIn();
    const three = { ...TWO, 'items.2.measure': '验收', 'items.2.deadline': '2026-02-10' };
    const full = await (await person.post('/office/new/note', { ...three, _add: 'items' })).text();
    expect(typedIn(full, 'items.3.measure')).toBeUndefined();
    for (const odd of [
      { _add: 'town' },
      { _remove: '__proto__.0' },
      { _remove: 'items.x' },
      { _remove: 'items.9' },
    ]) {
      const answer = await person.post('/office/new/note', { ...TWO, ...odd } as Record<string, string>);
      expect(answer.status).toBe(200);
      expect(typedIn(await answer.text(), 'items.1.measure')).toBe('复绿');
    }
  });
});

describe('issuing', () => {
  test('twice is harmless', async () => {
    const { person, documents } = await loggedIn();
    await person.post('/office/new/note', { ...FILLED, _do: 'save' });
    const id = documents.ids()[0]!;
    const seen = typedIn(await person.page(`/office/documents/${id}/edit`), '_seen')!;
    const send = () => person.post(`/office/documents/${id}/edit`, { ...FILLED, _seen: seen, _do: 'issue' });
    const answers = [...(await Promise.all([send(), send()])), await send()];
    for (const answer of answers)
      expect(answer.headers.get('location')).toBe(`/office/documents/${id}?done=issued`);
    const kinds = (await documents.load(id))!.events.map(({ kind }) => kind);
    expect(kinds).toEqual(['Drafted', 'Issued']);
  });

  test('a new form sent twice at once, and again, makes one document', async () => {
    const { person, documents } = await loggedIn();
    const newId = typedIn(await person.page('/office/new/note'), '_id')!;
    expect(newId).toMatch(/^[a-z2-9]{26}$/);
    const send = () => person.post('/office/new/note', { ...FILLED, _id: newId, _do: 'issue' });
    const answers = [...(await Promise.all([send(), send()])), await send()];
    for (const answer of answers)
      expect(answer.headers.get('location')).toBe(`/office/documents/${newId}?done=issued`);
    expect(documents.ids()).toEqual([newId]);
    expect((await documents.load(newId))!.events.map(({ kind }) => kind)).toEqual(['Drafted', 'Issued']);
    expect(typedIn(await person.page('/office/new/note'), '_id')).not.toBe(newId);
  });

  test('a new form saved twice is one draft, and what was typed in between is kept', async () => {
    const { person, documents } = await loggedIn();
    const added = await (await person.post('/office/new/note', { ...FILLED, _add: 'items' })).text();
    const newId = typedIn(added, '_id')!;
    for (const name of ['先写', '再写'])
      expect(
        (await person.post('/office/new/note', { ...FILLED, 'town.name': name, _id: newId, _do: 'save' }))
          .status,
      ).toBe(303);
    expect(documents.ids()).toEqual([newId]);
    expect((await documents.load(newId))!.listing.town).toBe('再写');
  });

  test('a new form under the id of somebody else’s document is refused and changes nothing', async () => {
    const office = smallOffice();
    const { person, documents } = await loggedIn(office);
    await person.post('/office/new/note', { ...FILLED, _do: 'save' });
    const [id] = documents.ids();
    const other = office.visitor();
    await other.logIn({ ...XINING, id: 'colleague' });
    const answer = await other.post('/office/new/note', {
      ...FILLED,
      'town.name': '改名',
      _id: id!,
      _do: 'save',
    });
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(typedIn(page, 'town.name')).toBe('改名');
    expect(typedIn(page, '_id')).not.toBe(id);
    expect((await documents.load(id!))!.version).toBe(1);
    expect(documents.ids()).toEqual([id]);
  });

  test.each(['', 'x', '../documents', 'A'.repeat(26), '1'.repeat(26)])(
    'an id like “%s” is none, and another is made',
    async (odd) => {
      const { person, documents } = await loggedIn();
      await person.post('/office/new/note', { ...FILLED, _id: odd, _do: 'save' });
      expect(documents.ids()).toEqual([expect.stringMatching(/^[a-z2-9]{26}$/)]);
    },
  );

  test('an issued document is not edited any more, and what was typed is given back', async () => {
    const { person, documents } = await loggedIn();
    await person.post('/office/new/note', { ...FILLED, _do: 'issue' });
    const id = documents.ids()[0]!;
    expect((await person.visit(`/office/documents/${id}/edit`)).status).toBe(409);
    const answer = await person.post(`/office/documents/${id}/edit`, {
      ...FILLED,
      'town.name': '改名',
      _do: 'save',
    });
    expect(answer.status).toBe(409);
    expect(typedIn(await answer.text(), 'town.name')).toBe('改名');
  });

  test('somebody else’s change is not overwritten unseen', async () => {
    const { person, documents } = await loggedIn();
    await person.post('/office/new/note', { ...FILLED, _do: 'save' });
    const id = documents.ids()[0]!;
    const seen = typedIn(await person.page(`/office/documents/${id}/edit`), '_seen')!;
    await person.post(`/office/documents/${id}/edit`, {
      ...FILLED,
      'town.name': '先到',
      _seen: seen,
      _do: 'save',
    });
    const late = { ...FILLED, 'town.name': '后到', _seen: seen, _do: 'save' };
    const answer = await person.post(`/office/documents/${id}/edit`, late);
    expect(answer.status).toBe(409);
    const page = await answer.text();
    expect(page).toContain('刚刚被他人修改');
    expect(typedIn(page, 'town.name')).toBe('后到');
    expect((await documents.load(id))!.listing.town).toBe('先到');
  });
});

describe('the preview', () => {
  test('is the PDF of what is typed; nothing is kept', async () => {
    const { person, documents } = await loggedIn();
    const answer = await person.post('/office/preview/note', FILLED);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(await answer.text()).toContain('"money":1200500000');
    expect(documents.ids()).toEqual([]);
  });

  test('names the problems: as JSON for the script, as a page for a frame', async () => {
    const { person } = await loggedIn();
    const json = await person.post('/office/preview/note', ODD, {
      accept: 'application/pdf, application/json',
    });
    expect(json.status).toBe(422);
    const { problems } = (await json.json()) as { problems: { path: string }[] };
    expect(problems.map(({ path }) => path)).toEqual(['town.money', 'items.0.deadline']);
    const page = await person.post('/office/preview/note', ODD, { accept: 'text/html' });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain('最多保留两位小数');
  });

  test('without the token is refused', async () => {
    const { person } = await loggedIn();
    expect((await person.post('/office/preview/note', { ...FILLED, _token: '' })).status).toBe(403);
  });

  test('what cannot be set is said, and is no server error', async () => {
    const office = smallOffice();
    const { person } = await loggedIn(
      smallOffice({
        printer: {
          ...office.world.printer,
          print: async () => {
            throw new PrintFault('glyph');
          },
        },
      }),
    );
    expect((await person.post('/office/preview/note', FILLED)).status).toBe(422);
    const answer = await person.post('/office/new/note', { ...FILLED, _do: 'issue' });
    expect(answer.status).toBe(422);
    expect(typedIn(await answer.text(), 'town.name')).toBe('老爷山小镇');
  });
});

describe('what is unusual and stands all the same', () => {
  const CAREFUL = {
    ...NOTE,
    warnings: ({ town }: { town: { money: number } }) =>
      town.money > 100_000_000_000
        ? [
            { path: 'town.money', code: 'money.unusual', message: '总投资超过十亿元，请核对单位。' },
            { path: '', code: 'note.unusual', message: '请核对全文。' },
          ]
        : [],
  };
  const MUCH = { ...FILLED, 'town.money': '200000' };
  const careful = () =>
    loggedIn(
      smallOffice({ types: [CAREFUL], documentType: (id) => (id === CAREFUL.id ? CAREFUL : undefined) }),
    );

  test('is said beside its field and above the form, apart from what is wrong', async () => {
    const { person, documents } = await careful();
    const saved = await person.post('/office/new/note', { ...MUCH, _do: 'save' });
    expect(saved.status).toBe(303);
    const page = await person.page(`/office/documents/${documents.ids()[0]}/edit?saved`);
    expect(page).toContain('草稿已保存。');
    expect(page).toContain(
      '<p class="warning" id="f-town-money-warning"><span>提示：总投资超过十亿元，请核对单位。</span></p>',
    );
    expect(page).toMatch(/id="f-town-money"[^>]*aria-describedby="f-town-money-warning"/);
    expect(page).not.toMatch(/id="f-town-money"[^>]*aria-invalid/);
    expect(page).toMatch(
      /<section id="warnings"[^>]*tabindex="-1"[^>]*aria-labelledby="warnings-title"\s+role/,
    );
    expect(page).toContain('<li>请核对全文。</li>');
    expect(page).toContain('<a href="#f-town-money">小镇 · 总投资</a>：总投资超过十亿元，请核对单位。');
  });

  test('is shown once before issuing, and then stops nothing', async () => {
    const { person, documents } = await careful();
    const asked = await person.post('/office/new/note', { ...MUCH, _do: 'issue' });
    expect(asked.status).toBe(200);
    const page = await asked.text();
    expect(page).toContain('还没有签发。请先核对下面的提示');
    const id = documents.ids()[0]!;
    expect((await documents.load(id))!.listing.status).toBe('drafted');
    const [_seen, _warned] = [typedIn(page, '_seen')!, typedIn(page, '_warned')!];
    const again = await person.post(`/office/documents/${id}/edit`, {
      ...MUCH,
      _do: 'issue',
      _seen,
      _warned,
    });
    expect(again.headers.get('location')).toBe(`/office/documents/${id}?done=issued`);
  });

  test('is shown again when it is another warning than the one that was seen', async () => {
    const { person } = await careful();
    const answer = await person.post('/office/new/note', { ...MUCH, _do: 'issue', _warned: 'a'.repeat(64) });
    expect(await answer.text()).toContain('还没有签发。请先核对下面的提示');
  });

  test('comes with the preview, and counts as seen there', async () => {
    const { person } = await careful();
    const answer = await person.post('/office/preview/note/warnings', MUCH);
    const { warnings, warned } = (await answer.json()) as { warnings: { path: string }[]; warned: string };
    expect(warnings.map(({ path }) => path)).toEqual(['town.money', '']);
    const issued = await person.post('/office/new/note', { ...MUCH, _do: 'issue', _warned: warned });
    expect(issued.headers.get('location')).toMatch(/done=issued$/);
    const none = await person.post('/office/preview/note/warnings', FILLED);
    expect(await none.json()).toEqual({ warnings: [], warned: '' });
  });

  test('is not there for what is usual', async () => {
    const { person } = await careful();
    const answer = await person.post('/office/new/note', { ...FILLED, _do: 'issue' });
    expect(answer.headers.get('location')).toMatch(/done=issued$/);
    expect(await person.page('/office/new/note')).toMatch(/<section id="warnings"[^>]* hidden/);
  });
});

describe('a body that no page of ours sends', () => {
  test.each([
    ['a name of JavaScript’s own', [['__proto__.x', '1']], 400],
    ['a constructor', [['town.constructor.prototype', '1']], 400],
    [
      'a field twice',
      [
        ['town.name', '甲'],
        ['town.name', '乙'],
      ],
      400,
    ],
    [
      'a field that is also a group',
      [
        ['town.name.x', '乙'],
        ['town.name', '甲'],
      ],
      400,
    ],
    ['seven levels', [['a.b.c.d.e.f.g', '1']], 400],
    ['more than 2,000 fields', Array.from({ length: 2001 }, (_, n) => [`x${n}`, '']), 400],
    ['more than 1 MB', [['town.name', 'x'.repeat(1024 * 1024)]], 413],
  ] as [string, [string, string][], number][])('%s is refused with a page', async (_what, pairs, status) => {
    const { person, documents, logged } = await loggedIn();
    const answer = await person.visit('/office/new/note', {
      method: 'POST',
      body: new URLSearchParams([['_token', person.token], ['_do', 'save'], ...pairs]),
    });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(/<html lang="zh-CN">[\s\S]*(字段|过大)/);
    expect(documents.ids()).toEqual([]);
    expect(logged).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  test('text/plain, which a foreign page can send, is not a form', async () => {
    const { person, documents } = await loggedIn();
    const answer = await person.visit('/office/new/note', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: `_token=${person.token}&_do=save`,
    });
    expect(answer.status).toBe(415);
    expect(documents.ids()).toEqual([]);
  });

  test('a field the form does not have is a problem with a name', async () => {
    const { person } = await loggedIn();
    const answer = await person.post('/office/new/note', { ...FILLED, 'town.extra': '1', _do: 'issue' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('没有名为“extra”的字段');
  });

  test.each([
    ['town.extra', 'extra'],
    ['items.0.extra', 'extra'],
    ['extra', 'extra'],
    ['town.name.first', '此处只能填写一项内容'],
    ['items', '应为一组条目'],
  ])('%s is named and not kept in a draft, and what was typed beside it stays', async (name, said) => {
    const { person, documents } = await loggedIn();
    const sent = Object.fromEntries(
      Object.entries(FILLED).filter(([own]) => !own.startsWith(`${name}.`) && !name.startsWith(`${own}.`)),
    );
    const answer = await person.post('/office/new/note', { ...sent, [name]: '1', _do: 'save' });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('没有保存；这些字段已去掉');
    expect(page).toContain(said);
    for (const [own, value] of Object.entries(sent)) expect([own, typedIn(page, own)]).toEqual([own, value]);
    expect(documents.ids()).toEqual([]);
    expect(typedIn(page, name)).not.toBe('1');
  });
});
