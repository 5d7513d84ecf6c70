// The API as another system meets it: ordering once, following, fetching.
import { describe, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import type { FormInput } from '../../functions/domain/form/field.ts';
import { PROBLEM_STATUS } from '../../functions/handlers/problem.ts';
import { change } from '../../functions/workflow/change.ts';
import { checkForm, getJson } from '../../functions/workflow/form.ts';
import { next } from '../../functions/workflow/next.ts';
import { RECTIFICATION_ORDER } from '../../templates/rectification-order/rectification-order.ts';
import { orderJson, problemOf, START, startApi, UNPRINTABLE, UNREADABLE } from './integration-world.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('ordering', () => {
  test('a client without orders:issue leaves a draft that staff find filled and ready to issue', async () => {
    const { world, post } = startApi();
    const response = await post(orderJson());
    expect(response.status).toBe(201);
    const body = await response.json();
    expect(body).toEqual({
      id: expect.stringMatching(/^[a-km-np-z2-9]{26}$/),
      type: 'rectification-order',
      createdAt: START,
      issue: 'by-staff',
      warnings: [],
      links: { self: `/api/v1/documents/${body.id}`, pdf: `/api/v1/documents/${body.id}/pdf` },
    });
    expect(response.headers.get('location')).toBe(body.links.self);
    const { events } = (await world.documents.load(body.id))!;
    const state = fold(events);
    expect(events.map(({ kind }) => kind)).toEqual(['Drafted']);
    expect(events[0]!.by).toEqual({ kind: 'integration', id: 'monitoring' });
    expect(next(state, START)).toEqual({});
    const input = (await getJson(world.files, state.input)) as FormInput;
    const { value, problems } = checkForm(world, RECTIFICATION_ORDER, input);
    expect(problems).toEqual([]);
    expect(value).toEqual(orderJson());
    expect(world.printer.prints).toBe(0);
  });

  test('what is unusual is accepted and named, and named alike whenever the same order comes again', async () => {
    const { world, post } = startApi();
    const note = { path: 'town.name', code: 'town.unusual', message: '请核对小镇名称。' };
    const careful = {
      ...RECTIFICATION_ORDER,
      warnings: (_: unknown, today: string) => [{ ...note, message: `${note.message}（${today}）` }],
    };
    world.documentType = (id: string) => (id === careful.id ? careful : undefined);
    const first = await post(orderJson());
    expect(first.status).toBe(201);
    const text = await first.text();
    expect(JSON.parse(text).warnings).toEqual([{ ...note, message: '请核对小镇名称。（2026-11-24）' }]);
    world.clock.advance(3 * DAY);
    expect(await (await post(orderJson())).text()).toBe(text);
  });

  test('a client with orders:issue has it issued by the loop at once', async () => {
    const { world, post } = startApi();
    const body = await (await post(orderJson(), { authorization: 'Bearer trusted' })).json();
    expect(body.issue).toBe('requested');
    const { events, listing } = (await world.documents.load(body.id))!;
    expect(events.map(({ kind }) => kind)).toEqual(['Drafted', 'IssueRequested']);
    expect(next(fold(events), START)).toEqual({ job: { verb: 'issue' } });
    expect(listing.wakeAt).toBe(START);
    expect(world.printer.prints).toBe(1);
  });

  test('what cannot be set is refused before it is made', async () => {
    const { world, post } = startApi();
    const order = orderJson(({ town }) => (town.name = UNPRINTABLE));
    const answer = await problemOf(await post(order, { authorization: 'Bearer trusted' }));
    expect(answer).toEqual({ status: 422, code: 'order.unprintable', errors: [' print.fault'] });
    expect(world.documents.ids()).toEqual([]);
  });

  test('what would not read back from its PDF is refused before it is made, as the contract says', async () => {
    const { world, post } = startApi();
    const order = orderJson(({ town }) => (town.name = UNREADABLE));
    const answer = await problemOf(await post(order, { authorization: 'Bearer trusted' }));
    expect(answer).toMatchObject({ status: 422, code: 'document.unreadable' });
    expect(PROBLEM_STATUS.get('document.unreadable')).toBe(422);
    expect(world.documents.ids()).toEqual([]);
  });

  test('a region that the client does not answer for is refused', async () => {
    const { world, post } = startApi();
    const answer = await problemOf(await post(orderJson(), { authorization: 'Bearer haidong' }));
    expect(answer).toMatchObject({ status: 403, code: 'region.outside' });
    expect(world.documents.ids()).toEqual([]);
    expect(world.files.files.size).toBe(0);
  });
});

describe('an Idempotency-Key', () => {
  test('fifty equal orders at once make one document and one answer', async () => {
    const { world, post } = startApi();
    const responses = await Promise.all(Array.from({ length: 50 }, () => post(orderJson())));
    const answers = await Promise.all(responses.map((response) => response.text()));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers).size).toBe(1);
    expect(world.documents.ids()).toHaveLength(1);
  });

  test('gets the same answer a year later, though its dates have passed and staff have edited the draft', async () => {
    const { world, post } = startApi();
    const first = await (await post(orderJson())).text();
    const { id } = JSON.parse(first);
    await change(world, id, { kind: 'staff', id: 's', organization: 'o' }, ({ summary }) => [
      { kind: 'DraftEdited', input: 'f'.repeat(64), summary: { ...summary, title: '改过' } },
    ]);
    world.clock.advance(365 * DAY);
    const again = await post(orderJson());
    expect(again.status).toBe(201);
    expect(await again.text()).toBe(first);
    // A new key asks the rules anew.
    expect(await problemOf(await post(orderJson(), { 'idempotency-key': 'key-2' }))).toMatchObject({
      status: 422,
      code: 'order.invalid',
    });
  });

  test('takes the same JSON written in another order of keys for the same', async () => {
    const { post } = startApi();
    const order = orderJson();
    const reversed = Object.fromEntries(Object.entries(order).reverse());
    const first = await (await post(order)).text();
    expect(await (await post(JSON.stringify(reversed, null, 2))).text()).toBe(first);
  });

  test('is refused with another body, even one that is wrong in itself', async () => {
    const { world, post } = startApi();
    await post(orderJson());
    const other = orderJson(({ town }) => (town.name = '另一小镇'));
    for (const body of [other, {}, null])
      expect(await problemOf(await post(body))).toMatchObject({ status: 409, code: 'idempotency.conflict' });
    expect(world.documents.ids()).toHaveLength(1);
  });

  test('fifty different orders at once under one key: one is made, the others hear of the conflict', async () => {
    const { world, post } = startApi();
    const responses = await Promise.all(
      Array.from({ length: 50 }, (_, index) => post(orderJson(({ town }) => (town.name = `小镇第${index}`)))),
    );
    expect(responses.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(responses.filter(({ status }) => status === 409)).toHaveLength(49);
    expect(world.documents.ids()).toHaveLength(1);
  });

  test('of one client is nothing to another', async () => {
    const { world, post } = startApi();
    await post(orderJson());
    expect((await post(orderJson(), { authorization: 'Bearer trusted' })).status).toBe(201);
    expect(world.documents.ids()).toHaveLength(2);
  });

  test('must be there, and be 1 to 200 visible ASCII characters', async () => {
    const { post } = startApi();
    const code = async (key: string) =>
      (await problemOf(await post(orderJson(), { 'idempotency-key': key }))).code;
    expect(await code('')).toBe('idempotency.missing');
    expect(await code('x'.repeat(201))).toBe('idempotency.invalid');
    expect(await code('a b')).toBe('idempotency.invalid');
    expect(await code('é')).toBe('idempotency.invalid');
    expect((await post(orderJson(), { 'idempotency-key': 'x'.repeat(200) })).status).toBe(201);
  });
});

describe('documents', () => {
  async function issued() {
    const api = startApi();
    const { id } = await (await api.post(orderJson())).json();
    const pdf = new TextEncoder().encode('%PDF-1.7 sample');
    const base = await api.world.files.put(pdf, 'application/pdf');
    await change(api.world, id, { kind: 'workflow' }, () => [
      {
        kind: 'Issued',
        number: '宁发改改通〔2026〕1号',
        data: '0'.repeat(64),
        template: '0'.repeat(64),
        base,
        issuedOn: '2026-11-24',
        dueAt: '2026-12-08T15:59:59.999Z',
        order: [['drc'], ['county', 'enterprise']],
        discloses: false,
      },
      { kind: 'Opened', role: 'drc' },
    ]);
    return { ...api, id, base, pdf };
  }

  test('show their state and their revisions, and nothing of persons', async () => {
    const { get, id, base } = await issued();
    const text = await (await get(`/v1/documents/${id}`)).text();
    expect(JSON.parse(text)).toEqual({
      id,
      type: 'rectification-order',
      status: 'signing',
      number: '宁发改改通〔2026〕1号',
      title: '大通老爷山·河湟文旅小镇限期整改通知书',
      town: '大通老爷山·河湟文旅小镇',
      region: '630121',
      createdAt: START,
      issuedOn: '2026-11-24',
      dueAt: '2026-12-08T15:59:59.999Z',
      parties: [
        { role: 'drc', way: 'link', openedAt: START },
        { role: 'county', way: 'link' },
        { role: 'enterprise', way: 'link' },
      ],
      revisions: [{ sha256: base, signedBy: [] }],
      links: { self: `/api/v1/documents/${id}`, pdf: `/api/v1/documents/${id}/pdf` },
    });
    for (const party of Object.values(orderJson().parties)) {
      expect(text).not.toContain(party.person);
      expect(text).not.toContain(party.email);
    }
  });

  test('give their PDF with its digest; a draft has none', async () => {
    const { get, post, id, base, pdf } = await issued();
    const response = await get(`/v1/documents/${id}/pdf`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('etag')).toBe(`"${base}"`);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(pdf);
    const draft = await (await post(orderJson(), { 'idempotency-key': 'draft' })).json();
    expect(await problemOf(await get(`/v1/documents/${draft.id}/pdf`))).toMatchObject({
      status: 409,
      code: 'document.without-pdf',
    });
  });

  test('of another region are as unknown as those that do not exist', async () => {
    const { get, id } = await issued();
    for (const path of [`/v1/documents/${id}`, `/v1/documents/${id}/pdf`]) {
      expect(await problemOf(await get(path, 'haidong'))).toMatchObject({
        status: 404,
        code: 'document.unknown',
      });
    }
    for (const unknown of ['zzzzzzzzzzzzzzzzzzzzzzzzzz', 'x', '%00', '..%2f..', 'a'.repeat(5000)])
      expect(await problemOf(await get(`/v1/documents/${unknown}`))).toMatchObject({ status: 404 });
    expect((await (await get('/v1/documents', 'haidong')).json()).items).toEqual([]);
  });

  test('are listed a page at a time, by status and type', async () => {
    const { get, post, id } = await issued();
    for (let index = 0; index < 4; index += 1)
      await post(orderJson(), { 'idempotency-key': `more-${index}` });
    const first = await (await get('/v1/documents?limit=3')).json();
    const second = await (await get(`/v1/documents?limit=3&cursor=${first.cursor}`)).json();
    expect(first.items).toHaveLength(3);
    expect(second.items).toHaveLength(2);
    expect(second.cursor).toBeUndefined();
    const signing = await (await get('/v1/documents?status=signing&type=rectification-order')).json();
    expect(signing).toEqual({
      items: [
        {
          id,
          type: 'rectification-order',
          status: 'signing',
          title: '大通老爷山·河湟文旅小镇限期整改通知书',
          town: '大通老爷山·河湟文旅小镇',
          region: '630121',
          number: '宁发改改通〔2026〕1号',
          createdAt: START,
        },
      ],
    });
    expect((await (await get('/v1/documents?type=pledge')).json()).items).toEqual([]);
  });

  test('a query that is not understood lists nothing, and says what is wrong', async () => {
    const { get } = startApi();
    const bad = 'status=done&type=letter&limit=0&sort=up&limit=5&__proto__=1';
    expect(await problemOf(await get(`/v1/documents?${bad}`))).toEqual({
      status: 400,
      code: 'query.invalid',
      errors: [
        'status query.status',
        'type query.type',
        'limit query.limit',
        'sort query.unknown',
        'limit query.repeated',
        '__proto__ query.unknown',
      ],
    });
    expect(await problemOf(await get('/v1/documents?cursor=nonsense'))).toMatchObject({
      status: 400,
      code: 'cursor.unknown',
    });
  });
});

describe('the door', () => {
  test('asks for a token, and says when it is not good or not enough', async () => {
    const { app, get, post } = startApi();
    const none = await app.request('/v1/documents');
    expect(none.headers.get('www-authenticate')).toBe('Bearer realm="lianqian"');
    expect(await problemOf(none)).toMatchObject({ status: 401, code: 'token.missing' });
    const bad = await get('/v1/documents', 'forged');
    expect(bad.headers.get('www-authenticate')).toBe('Bearer realm="lianqian", error="invalid_token"');
    expect(await problemOf(bad)).toMatchObject({ status: 401, code: 'token.invalid' });
    const little = await post(orderJson(), { authorization: 'Bearer reader' });
    expect(little.headers.get('www-authenticate')).toBe(
      'Bearer realm="lianqian", error="insufficient_scope", scope="orders:write"',
    );
    expect(await problemOf(little)).toMatchObject({ status: 403, code: 'scope.insufficient' });
  });

  test('a token in the query is not looked at', async () => {
    const { app } = startApi();
    expect((await app.request('/v1/documents?access_token=xining')).status).toBe(401);
  });

  test('an issuer that cannot be asked is a passing fault, not the client’s', async () => {
    const { app, get, world } = startApi();
    world.verifyToken = Object.assign(() => Promise.reject(new TypeError('fetch failed')), {
      tokenUrl: () => Promise.reject(new TypeError('fetch failed')),
    });
    expect(await problemOf(await get('/v1/documents'))).toMatchObject({
      status: 503,
      code: 'issuer.unavailable',
    });
    expect((await app.request('/openapi.json')).status).toBe(503);
  });

  test('unknown addresses and methods get a problem document too', async () => {
    const { app, get } = startApi();
    expect(await problemOf(await get('/v2/documents'))).toMatchObject({
      status: 404,
      code: 'request.not-found',
    });
    const wrong = await app.request('/v1/documents', { method: 'DELETE' });
    expect(wrong.headers.get('allow')).toBe('GET, HEAD');
    expect(await problemOf(wrong)).toMatchObject({ status: 405, code: 'request.method' });
  });

  test('what nobody foresaw is logged without what was sent, and nothing is to be kept by caches', async () => {
    const { world, logged, post } = startApi();
    world.files.put = () => Promise.reject(new Error('disk full while writing 马玉兰'));
    const response = await post(orderJson());
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await problemOf(response)).toMatchObject({ status: 500, code: 'request.failed' });
    expect(logged).toMatchObject([{ level: 'error', what: 'api request failed', code: 'Error' }]);
    expect(JSON.stringify(logged)).not.toContain('马玉兰');
  });
});
