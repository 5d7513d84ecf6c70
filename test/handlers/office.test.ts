// The console over HTTP: log-in, regions, a document, the list.
import { describe, expect, test } from '@jest/globals';
import { change } from '../../functions/workflow/change.ts';
import { putReason } from '../../functions/workflow/reason.ts';
import { requestCode } from '../../functions/workflow/signer.ts';
import { memorySessionRegister } from '../fakes/memory-session-register.ts';
import { FILLED, HAIDONG, ORIGIN, smallOffice, typedIn, XINING } from './small-office.ts';

type Office = ReturnType<typeof smallOffice>;

async function loggedIn(office: Office = smallOffice(), staff = XINING) {
  const person = office.visitor();
  await person.logIn(staff);
  return { ...office, person };
}

async function withDraft(office?: Office) {
  const here = await loggedIn(office);
  await here.person.post('/office/new/note', { ...FILLED, _do: 'save' });
  return { ...here, id: here.documents.ids().at(-1)! };
}

async function withIssued(office?: Office) {
  const here = await loggedIn(office);
  await here.person.post('/office/new/note', { ...FILLED, _do: 'issue' });
  const id = here.documents.ids().at(-1)!;
  return { ...here, id };
}

const statusOf = async ({ documents }: Pick<Office, 'documents'>, id: string) =>
  (await documents.load(id))!.listing.status;

describe('who comes in', () => {
  test('a stranger is led to the login and back to the page that was asked for', async () => {
    const { visitor } = smallOffice();
    const stranger = visitor();
    const refused = await stranger.visit('/office/new/note');
    expect(refused.status).toBe(302);
    expect(refused.headers.get('location')).toBe('/office/login?to=%2Foffice%2Fnew%2Fnote');
    const begun = await stranger.visit(refused.headers.get('location')!);
    expect(begun.headers.get('location')).toBe('https://login.test/authorize');
    const back = await stranger.visit('/office/callback?code=x&state=y');
    expect(back.headers.get('location')).toBe('/office/new/note');
    expect(await stranger.page('/office/new/note')).toContain('李海燕');
  });

  test('a login link cannot lead to another site', async () => {
    for (const to of [
      'https://evil.test/',
      '//evil.test',
      '/office/\\evil.test',
      '/officers',
      'javascript:1',
    ]) {
      const stranger = smallOffice().visitor();
      await stranger.visit(`/office/login?to=${encodeURIComponent(to)}`);
      const back = await stranger.visit('/office/callback?code=x');
      expect(back.headers.get('location')).toBe('/office');
    }
  });

  test('the session is kept in a cookie that scripts and foreign sites do not get, for eight hours', async () => {
    const office = smallOffice({ secureCookies: true });
    const stranger = office.visitor();
    await stranger.visit('/office/login');
    const cookie = (await stranger.visit('/office/callback?code=x')).headers
      .getSetCookie()
      .find((line) => line.startsWith('lq_office='))!;
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/office', 'Max-Age=28800'])
      expect(cookie).toContain(attribute);
    expect(Buffer.from(cookie, 'base64').toString('latin1')).not.toContain('xining');
    expect((await stranger.visit('/office')).status).toBe(200);
    office.clock.advance(8 * 3600_000 + 1000);
    expect((await stranger.visit('/office')).status).toBe(302);
  });

  test('a callback without a login that was begun here is refused', async () => {
    const answer = await smallOffice().visitor().visit('/office/callback?code=x&state=y');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('请重新登录');
  });

  test('a cookie of another secret, or the login cookie in place of the session, opens nothing', async () => {
    const { person } = await loggedIn(smallOffice({ sessionSecret: new Uint8Array(32).fill(8) }));
    const other = smallOffice().visitor();
    other.jar.set('lq_office', person.jar.get('lq_office')!);
    expect((await other.visit('/office')).status).toBe(302);
    const stranger = smallOffice().visitor();
    await stranger.visit('/office/login');
    stranger.jar.set('lq_office', stranger.jar.get('lq_office_flow')!);
    expect((await stranger.visit('/office')).status).toBe(302);
  });

  test('logging out ends the session here and leads to where it is ended too', async () => {
    const { person } = await loggedIn();
    const answer = await person.post('/office/logout');
    expect(answer.headers.get('location')).toBe('https://login.test/end');
    expect((await person.visit('/office')).status).toBe(302);
  });
});

describe('a copy of a session’s cookie', () => {
  test('opens nothing and changes nothing after its owner has logged out, though other sessions go on', async () => {
    const office = smallOffice();
    const { person } = await loggedIn(office);
    const { person: elsewhere } = await loggedIn(office);
    const thief = office.visitor();
    thief.jar.set('lq_office', person.jar.get('lq_office')!);
    expect((await thief.visit('/office')).status).toBe(200);
    await person.post('/office/logout');
    expect((await thief.visit('/office')).status).toBe(302);
    const posted = { ...FILLED, _token: person.token, _do: 'save' };
    expect((await thief.post('/office/new/note', posted)).status).toBe(401);
    expect(office.documents.ids()).toEqual([]);
    expect((await elsewhere.visit('/office')).status).toBe(200);
  });

  test('is not said to be ended when the end could not be written down', async () => {
    const office = smallOffice({
      endedSessions: {
        ...memorySessionRegister(),
        end: async () => {
          throw new Error('no table');
        },
      },
    });
    const { person } = await loggedIn(office);
    expect((await person.post('/office/logout')).status).toBe(500);
    expect((await person.visit('/office')).status).toBe(200);
  });
});

describe('where a form comes from', () => {
  const ACTIONS = ['remind', 'codes', 'void', 'retry', 'copy'];

  test.each(ACTIONS)('%s without the token is refused and nothing changes', async (action) => {
    const { person, documents, id } = await withIssued();
    const before = await documents.load(id);
    const answer = await person.post(`/office/documents/${id}/${action}`, {
      _token: '',
      _role: 'drc',
      _reason: '不再需要这份文书',
    });
    expect(answer.status).toBe(403);
    expect(await documents.load(id)).toEqual(before);
    expect(documents.ids()).toHaveLength(1);
  });

  test.each([
    [{ origin: 'https://evil.test' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site', origin: 'http://office.test:81' }],
  ])('a form that a browser says is from elsewhere is refused: %j', async (headers) => {
    const { person, documents } = await loggedIn();
    const answer = await person.post('/office/new/note', { ...FILLED, _do: 'save' }, headers as never);
    expect(answer.status).toBe(403);
    expect(documents.ids()).toEqual([]);
  });

  test.each([
    [{ origin: ORIGIN }],
    [{ origin: 'null', 'sec-fetch-site': 'same-origin' }],
    [{ origin: ORIGIN, 'sec-fetch-site': 'same-origin' }],
  ])('our own page is believed: %j', async (headers) => {
    const { person, documents } = await loggedIn();
    const answer = await person.post('/office/new/note', { ...FILLED, _do: 'save' }, headers as never);
    expect(answer.status).toBe(303);
    expect(documents.ids()).toHaveLength(1);
  });

  test('a form whose token has expired changes nothing and gives back what was typed', async () => {
    const { person, documents } = await loggedIn();
    const answer = await person.post('/office/new/note', { ...FILLED, _token: 'old', _do: 'save' });
    expect(answer.status).toBe(403);
    const page = await answer.text();
    expect(page).toContain('请再按一次');
    expect(typedIn(page, 'town.name')).toBe('老爷山小镇');
    expect(typedIn(page, '_token')).toBe(person.token);
    expect(documents.ids()).toEqual([]);
  });

  test('a form posted after the session has ended keeps what was typed for after the login', async () => {
    const { person, documents, clock } = await loggedIn();
    clock.advance(9 * 3600_000);
    const answer = await person.post('/office/new/note', { ...FILLED, _do: 'save' });
    expect(answer.status).toBe(401);
    const page = await answer.text();
    expect(typedIn(page, 'town.name')).toBe('老爷山小镇');
    expect(typedIn(page, '_do')).toBe('save');
    expect(documents.ids()).toEqual([]);
  });

  test('every page forbids inline script, frames and foreign sources, and is not stored', async () => {
    const { person, id } = await withIssued();
    for (const path of ['', '/new', '/new/note', `/documents/${id}`, '/nowhere']) {
      const answer = await person.visit(`/office${path}`);
      const policy = answer.headers.get('content-security-policy')!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("form-action 'self' https://login.test;");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await answer.text()).not.toMatch(/<style|<script(?! type="module" src)| style=| on[a-z]+=/);
    }
  });
});

describe('regions', () => {
  test.each([
    ['GET', ''],
    ['GET', '/edit'],
    ['GET', '/pdf'],
    ['GET', '/trail.json'],
    ['POST', '/edit'],
    ['POST', '/remind'],
    ['POST', '/codes'],
    ['POST', '/void'],
    ['POST', '/retry'],
    ['POST', '/copy'],
  ])('%s of another region’s document%s is as unknown as one that does not exist', async (method, path) => {
    const { documents, id, visitor } = await withIssued();
    const before = await documents.load(id);
    const stranger = visitor();
    await stranger.logIn(HAIDONG);
    const fields = { ...FILLED, _do: 'save', _role: 'drc', _reason: '不再需要这份文书' };
    const ask = (document: string) =>
      method === 'GET'
        ? stranger.visit(`/office/documents/${document}${path}`)
        : stranger.post(`/office/documents/${document}${path}`, fields);
    const theirs = await ask(id);
    const nobodys = await ask('abcdefghijkmnpqrstuvwxyz23');
    expect(theirs.status).toBe(404);
    expect(nobodys.status).toBe(404);
    expect(await theirs.text()).toBe(await nobodys.text());
    expect(await documents.load(id)).toEqual(before);
    expect(documents.ids()).toHaveLength(1);
  });

  test('a list shows one’s own region and what lies below, and no wider filter is taken', async () => {
    const { id, visitor } = await withIssued();
    for (const [scope, seen] of [
      ['63', true],
      ['6301', true],
      ['630121', true],
      ['630102', false],
      ['6302', false],
    ] as const) {
      const person = visitor();
      await person.logIn({ ...XINING, scope });
      expect((await person.page('/office')).includes(id)).toBe(seen);
    }
    const person = visitor();
    await person.logIn(HAIDONG);
    const refused = await person.visit('/office?region=6301');
    expect(refused.status).toBe(403);
    expect(await person.page('/office')).not.toContain('大通回族土族自治县');
  });

  test('nobody drafts for another region, and what was typed is given back', async () => {
    const { person, documents } = await loggedIn(smallOffice(), HAIDONG);
    const answer = await person.post('/office/new/note', { ...FILLED, _do: 'save' });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('有 <span data-count>1</span> 处需要改正');
    expect(page).toMatch(/id="f-region-county"[^>]*aria-describedby="f-region-county-error"/);
    expect(page).toContain('id="f-region-county-error"><span>该地区不在您的管辖范围内。</span>');
    for (const [name, value] of Object.entries(FILLED))
      expect([name, typedIn(page, name)]).toEqual([name, value]);
    expect(documents.ids()).toEqual([]);
  });
});

describe('a document', () => {
  test('issuing leads to its page, with number, parties and trail', async () => {
    const { person, id } = await withIssued();
    const page = await person.page(`/office/documents/${id}?done=issued`);
    for (const words of ['便函〔2026〕1号', '签署中', '大通县政府', '张三', '待签署', '起草', '西宁市发改委'])
      expect(page).toContain(words);
    expect(page).toContain('2026年1月8日 11:04');
  });

  test('its PDF comes under its own name', async () => {
    const { person, id } = await withIssued();
    const answer = await person.visit(`/office/documents/${id}/pdf?download`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const name = decodeURIComponent(
      /filename\*=UTF-8''(\S+)$/.exec(answer.headers.get('content-disposition')!)![1]!,
    );
    expect(name).toBe('老爷山小镇便函 便函〔2026〕1号.pdf');
    expect(await answer.text()).toMatch(/^%PDF-/);
  });

  test('is printed again from its record, and the page says whether it is the same', async () => {
    const { person, id, files } = await withIssued();
    expect(await person.page(`/office/documents/${id}`)).toContain(`href="/office/documents/${id}/reprint"`);
    expect(await person.page(`/office/documents/${id}/reprint`)).toContain('与签发时的文件逐字节相同');
    files.get = async () => new TextEncoder().encode('{}');
    const page = await person.page(`/office/documents/${id}/reprint`);
    expect(page).toContain('与签发时的文件不同：系统程序已经变更');
  });

  test('a draft has no PDF yet, and says so', async () => {
    const { person, id } = await withDraft();
    const answer = await person.visit(`/office/documents/${id}/pdf`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('草稿还没有正式的 PDF');
  });

  test('its trail can be had as it is stored', async () => {
    const { person, id, documents } = await withIssued();
    const trail = (await (await person.visit(`/office/documents/${id}/trail.json`)).json()) as {
      events: unknown;
    };
    expect(trail.events).toEqual((await documents.load(id))!.events);
  });

  test('voiding needs a reason of five characters, and keeps what was typed when it is refused', async () => {
    const here = await withIssued();
    const short = await here.person.post(`/office/documents/${here.id}/void`, { _reason: '不要' });
    expect(short.status).toBe(422);
    const page = await short.text();
    expect(page).toContain('请写明理由，至少五个字');
    expect(typedIn(page, '_reason')).toBe('不要');
    expect(await statusOf(here, here.id)).toBe('signing');
    const done = await here.person.post(`/office/documents/${here.id}/void`, {
      _reason: '名称有误，另行签发',
    });
    expect(done.status).toBe(303);
    expect(await statusOf(here, here.id)).toBe('voided');
    expect(await here.person.page(`/office/documents/${here.id}`)).toContain('名称有误，另行签发');
  });

  test('a party is reminded once an hour', async () => {
    const { person, id } = await withIssued();
    const first = await person.post(`/office/documents/${id}/remind`, { _role: 'county' });
    expect(first.headers.get('location')).toBe(`/office/documents/${id}?done=reminded`);
    const second = await person.post(`/office/documents/${id}/remind`, { _role: 'county' });
    expect(second.status).toBe(429);
    expect(await second.text()).toContain('一小时内已经催办过');
    const nobody = await person.post(`/office/documents/${id}/remind`, { _role: '__proto__' });
    expect(nobody.status).toBe(404);
  });

  test('a signer whose codes somebody else has used up is given more, and only then', async () => {
    const { person, id, world } = await withIssued();
    const page = () => person.page(`/office/documents/${id}`);
    const ask = () =>
      requestCode({ ...world, linkSecret: new Uint8Array(32) }, { document: id, role: 'county' });
    expect(await page()).not.toContain('增加验证码次数');
    const early = await person.post(`/office/documents/${id}/codes`, { _role: 'county' });
    expect([early.status, await early.text()]).toEqual([409, expect.stringContaining('无需增加次数')]);
    for (let time = 0; time < 5; time += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'code.too-many' });
    expect(await page()).toContain('增加验证码次数');
    const given = await person.post(`/office/documents/${id}/codes`, { _role: 'county' });
    expect(given.headers.get('location')).toBe(`/office/documents/${id}?done=renewed`);
    await ask();
    expect(await page()).toContain('为县（市、区、行委）政府增加验证码次数');
  });

  test('a refusal to sign shows its reason, as text', async () => {
    const { person, id, world } = await withIssued();
    const of = { document: id, act: 'Declined', role: 'county' } as const;
    const reason = await putReason(world.files, of, '面积与规划不符<script>alert(1)</script>');
    await change(world, id, { kind: 'signer', role: 'county' }, () => [
      { kind: 'Declined', role: 'county', reason },
    ]);
    const page = await person.page(`/office/documents/${id}`);
    expect(page).toContain('面积与规划不符&lt;script&gt;');
    expect(page).toContain('已拒签');
  });

  test('a stuck one is marked and can be tried again', async () => {
    const { person, id, world } = await withIssued();
    await change(world, id, { kind: 'workflow' }, () => [
      { kind: 'Stuck', job: 'mail invitation drc 1', code: 'Error' },
    ]);
    expect(await person.page('/office')).toContain('待处理');
    expect(await person.page(`/office/documents/${id}`)).toContain('发送邮件（签署邀请，市州发展改革部门）');
    expect((await person.post(`/office/documents/${id}/retry`)).status).toBe(303);
    expect(await person.page('/office')).not.toContain('待处理');
    expect((await person.post(`/office/documents/${id}/retry`)).status).toBe(409);
  });

  test('a copy is a new draft with the same content', async () => {
    const { person, id, documents } = await withIssued();
    const answer = await person.post(`/office/documents/${id}/copy`);
    const page = await person.page(answer.headers.get('location')!);
    expect(documents.ids()).toHaveLength(2);
    expect(typedIn(page, 'items.0.measure')).toBe('清理违建');
  });
});

describe('the list', () => {
  test('fifty a page, forward and back', async () => {
    const { person, clock } = await loggedIn();
    for (let n = 1; n <= 103; n += 1) {
      await person.post('/office/new/note', { ...FILLED, 'town.name': `第${n}号小镇`, _do: 'save' });
      clock.advance(1000);
    }
    const link = (page: string, rel: string) =>
      new RegExp(`rel="${rel}" href="([^"]+)"`)
        .exec(page)?.[1]
        ?.replaceAll('&amp;', '&')
        .replaceAll('&#x3D;', '=');
    const titles = (page: string) => [...page.matchAll(/第(\d+)号小镇便函<\/a>/g)].map(([, n]) => Number(n));
    const first = await person.page('/office');
    const second = await person.page(link(first, 'next')!);
    const third = await person.page(link(second, 'next')!);
    expect(titles(first).at(0)).toBe(103);
    expect(titles(first)).toHaveLength(50);
    expect(titles(third)).toEqual([3, 2, 1]);
    expect(link(first, 'prev')).toBeUndefined();
    expect(link(third, 'next')).toBeUndefined();
    const back = await person.page(link(third, 'prev')!);
    expect(titles(back)).toEqual(titles(second));
    expect(titles(await person.page(link(back, 'prev')!))).toEqual(titles(first));
  });

  test('is narrowed by type, status, region, town and text, and says when nothing is left', async () => {
    const { person, id } = await withIssued();
    for (const query of [
      'type=note',
      'status=signing',
      'region=630121',
      'town=老爷山小镇',
      'text=便函〔2026〕1',
    ])
      expect(await person.page(`/office?${query}`)).toContain(id);
    for (const query of ['status=drafted', 'region=630102', 'town=老爷山', 'text=没有'])
      expect(await person.page(`/office?${query}`)).toContain('没有符合条件的文书');
  });

  test('an address with a broken cursor is explained', async () => {
    const { person } = await loggedIn();
    const answer = await person.visit('/office?cursor=xx');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('从第一页开始');
  });
});
