// The index of the register and the pages made from it.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  IndexNotUnderstood,
  indexEntry,
  readIndex,
  writeIndex,
} from '../../functions/disclose/index-file.ts';
import { pledgeFiles } from '../../functions/disclose/pledge-files.ts';
import { addAllToIndex, addToIndex, emptyIndex, registerFiles } from '../../functions/disclose/register.ts';
import { ROOT_PATH } from '../../functions/ports/certificate-issuer.ts';
import { SEED } from '../seed.ts';
import { linksOf, pageParts, textOf } from './page-parts.ts';
import { numberedPledge, samplePledge } from './sample-pledge.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const numbered = (count: number) => Array.from({ length: count }, (_, at) => numberedPledge(at));

describe('the index', () => {
  test('lists the newest first and holds a pledge once', () => {
    const { pledge } = samplePledge();
    const later = samplePledge({
      number: '63012120261201000002',
      publishedAt: '2026-12-02T00:00:00Z',
    }).pledge;
    const index = [pledge, later, { ...pledge, title: '更正后的标题' }].reduce<Uint8Array | undefined>(
      addToIndex,
      undefined,
    );
    expect(readIndex(index!).map((entry) => [entry.number, entry.title])).toEqual([
      [later.number, later.title],
      [pledge.number, '更正后的标题'],
    ]);
  });

  test('does not depend on the order in which pledges came', () => {
    const pledges = numbered(8);
    const expected = pledges.reduce<Uint8Array | undefined>(addToIndex, undefined);
    const shuffled = fc.shuffledSubarray(pledges, { minLength: pledges.length });
    fc.assert(
      fc.property(shuffled, (order) => {
        expect(order.reduce<Uint8Array | undefined>(addToIndex, undefined)).toEqual(expected);
      }),
      { numRuns: 30, seed: SEED },
    );
  });

  test('has exactly these names, whatever else the pledge carries', () => {
    const { pledge } = samplePledge();
    const loaded = { ...pledge, email: 'a@example.org', county: { ...pledge.county, phone: '13800138000' } };
    const index = addToIndex(undefined, loaded);
    expect(JSON.parse(text(index))).toEqual({
      format: 'lianqian-register/1',
      pledges: [
        {
          number: pledge.number,
          title: pledge.title,
          town: pledge.town,
          prefecture: pledge.prefecture,
          county: pledge.county,
          enterprise: '青海鹞子沟文旅投资运营有限公司',
          issuedOn: '2026-11-08',
          publishedAt: '2026-11-12T07:41:31.004Z',
        },
      ],
    });
  });

  test('refuses a pledge that not every party has signed', () => {
    const { pledge } = samplePledge();
    expect(() => addToIndex(undefined, { ...pledge, revisions: pledge.revisions.slice(0, 2) })).toThrow(
      TypeError,
    );
  });

  const { pledge } = samplePledge();
  const entry = indexEntry(pledge);
  const format = 'lianqian-register/1';
  test.each([
    ['no JSON', new TextEncoder().encode('<html>')],
    ['cut short', addToIndex(undefined, pledge).slice(0, -6)],
    ['not UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
    ['a later format', bytes({ format: 'lianqian-register/2', pledges: [] })],
    ['no list', bytes({ format, pledges: {} })],
    ['a name it would drop', bytes({ format, pledges: [{ ...entry, state: 'withdrawn' }] })],
    [
      'a name it would drop further in',
      bytes({ format, pledges: [{ ...entry, county: { ...entry.county, a: 1 } }] }),
    ],
    ['a title that is no text', bytes({ format, pledges: [{ ...entry, title: 7 }] })],
    ['a number that is no folder', bytes({ format, pledges: [{ ...entry, number: '../x' }] })],
    ['an instant that cannot be read', bytes({ format, pledges: [{ ...entry, publishedAt: '' }] })],
    ['a pledge listed twice', bytes({ format, pledges: [entry, entry] })],
  ])('is left alone if it is %s', (_, broken) => {
    expect(() => addToIndex(broken, pledge)).toThrow(IndexNotUnderstood);
    expect(() => registerFiles(broken)).toThrow(IndexNotUnderstood);
  });

  test('takes under 500 bytes a pledge', () => {
    expect(writeIndex(numbered(100).map(indexEntry)).length / 100).toBeLessThan(500);
  });
});

describe('the register’s pages', () => {
  const page = (files: ReturnType<typeof registerFiles>, path: string) =>
    pageParts(files.find((file) => file.path === path)!.bytes);

  test('a register without pledges says so', () => {
    const files = registerFiles(emptyIndex());
    expect(textOf(page(files, 'index.html'), 'main')).toContain('目前没有已公示的承诺书');
  });

  test('list the newest 200 without a script, and all of them by year', () => {
    const files = registerFiles(writeIndex(numbered(230).map(indexEntry)));
    const first = page(files, 'index.html');
    const rows = (parts: typeof first) => parts.filter((part) => part.attributes.class === 'number');
    // One more in the <template> from which the script makes rows.
    expect(rows(first)).toHaveLength(201);
    expect(textOf(first, 'main')).toContain('本页只列出最近公示的 200 份');
    const years = ['2026', '2025', '2024'].map((year) => page(files, `year/${year}.html`));
    expect(years.map((parts) => rows(parts).length).reduce((sum, count) => sum + count)).toBe(230);
    expect(linksOf(first)).toEqual(expect.arrayContaining(['./year/2026.html', './year/2025.html']));
    expect(textOf(years[0]!, 'title')).toMatch(/^2026年公示的承诺书/);
  });

  test('a pledge of New Year’s morning in Shanghai belongs to the new year', () => {
    const { pledge } = samplePledge({ publishedAt: '2026-12-31T16:00:00Z' });
    const paths = registerFiles(addToIndex(undefined, pledge)).map((file) => file.path);
    expect(paths).toContain('year/2027.html');
    expect(paths).not.toContain('year/2026.html');
  });

  test('offer the divisions and years that have pledges', () => {
    const files = registerFiles(writeIndex(numbered(12).map(indexEntry)));
    const options = page(files, 'index.html').filter((part) => part.name === 'option');
    expect(options.map((option) => option.attributes.value)).toEqual(
      '|630100|630123|630200|630225|632500|632521|632800|632801||2026|2025|2024'.split('|'),
    );
  });

  test('show text as typed', () => {
    const typed = '<b>𠮷·镇</b>（"&amp;"）';
    const { pledge } = samplePledge({ title: typed, town: typed, county: { code: '630121', name: typed } });
    const parts = page(registerFiles(addToIndex(undefined, pledge)), 'index.html');
    expect(parts.filter((part) => part.name === 'b')).toEqual([]);
    expect(parts.filter((part) => part.name === 'a').map((part) => part.text)).toContain(typed);
    expect(parts.filter((part) => part.name === 'option').map((part) => part.text)).toContain(typed);
  });

  test('link only relatively, and only to files that exist', () => {
    const { pledge, pdf } = samplePledge();
    const index = addToIndex(undefined, pledge);
    const files = [...registerFiles(index), ...pledgeFiles(pledge, pdf)];
    const paths = new Set([
      ...files.map((file) => file.path),
      'index.json',
      'about-signatures.html',
      ROOT_PATH,
    ]);
    const pages = files.filter((file) => file.path.endsWith('.html'));
    const links = pages.flatMap((file) =>
      linksOf(pageParts(file.bytes)).map((link) => ({ from: file.path, link })),
    );
    expect(pages.map((file) => file.path).sort()).toEqual([
      'check-en.html',
      'check.html',
      'index.html',
      'pledges/63012120261108000001/index.html',
      'year/2026.html',
    ]);
    expect(links.length).toBeGreaterThan(30);
    for (const { from, link } of links.filter(({ link }) => !link.startsWith('#'))) {
      expect(link).not.toMatch(/^(\/|[a-z]+:)/);
      const path = new URL(link, `https://host.invalid/${from}`).pathname.slice(1);
      expect({ from, link, exists: paths.has(path) }).toEqual({ from, link, exists: true });
    }
  });

  test('check a file in English with the parts that the Chinese page has', () => {
    const files = registerFiles(emptyIndex());
    const parts = (path: string) =>
      page(files, path).flatMap(({ name, attributes: { id, ...attributes } }) => [
        ...(id ? [`${name}#${id}`] : []),
        ...Object.entries(attributes)
          .filter(([key]) => key.startsWith('data-'))
          .map(([key, value]) => `${name} ${key}=${value}`),
      ]);
    expect(parts('check-en.html').toSorted()).toEqual(parts('check.html').toSorted());
    expect(linksOf(page(files, 'check.html'))).toContain('./check-en.html');
    expect(linksOf(page(files, 'check-en.html'))).toContain('./check.html');
    // Words in English: what is left in Chinese are names, and the way back.
    const english = textOf(page(files, 'check-en.html'), 'main').replace('中文', '');
    expect(english).not.toMatch(/\p{Script=Han}/u);
  });

  test('allow no script, style or address of others, and carry none inline', () => {
    const { pledge, pdf } = samplePledge();
    const files = [...registerFiles(addToIndex(undefined, pledge)), ...pledgeFiles(pledge, pdf)];
    for (const file of files.filter((one) => one.path.endsWith('.html'))) {
      const parts = pageParts(file.bytes);
      const policy = parts.find((part) => part.attributes['http-equiv'] === 'Content-Security-Policy');
      expect(policy?.attributes.content).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy?.attributes.content).not.toContain('unsafe');
      const inline = parts.filter(
        ({ name, attributes, text: content }) =>
          name === 'style' ||
          (name === 'script' && (content.trim() !== '' || !attributes.src)) ||
          Object.keys(attributes).some((attribute) => /^(on|style$)/.test(attribute)),
      );
      expect(inline).toEqual([]);
      const language = file.path === 'check-en.html' ? 'en' : 'zh-CN';
      expect(parts.find((part) => part.name === 'html')?.attributes.lang).toBe(language);
      const tables = parts.filter((part) => part.name === 'table').length;
      expect(parts.filter((part) => part.name === 'caption')).toHaveLength(tables);
    }
  });
});

describe('the feed', () => {
  const feedOf = (count: number) => {
    const files = registerFiles(writeIndex(numbered(count).map(indexEntry)));
    const file = files.find((one) => one.path === 'feed.json')!;
    return { file, feed: JSON.parse(text(file.bytes)) };
  };

  test('holds the newest fifty as a JSON Feed 1.1', () => {
    const { file, feed } = feedOf(60);
    expect(file.contentType).toBe('application/feed+json');
    expect(feed).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', language: 'zh-CN' });
    expect(feed.items).toHaveLength(50);
    const dates = feed.items.map((item: { date_published: string }) => item.date_published);
    expect(dates).toEqual([...dates].sort().reverse());
    const ids = feed.items.map((item: { id: string }) => item.id);
    expect(new Set(ids).size).toBe(50);
    expect(feed.items[0]).toMatchObject({
      url: `pledges/${ids[0]}/index.html`,
      content_text: expect.stringContaining(ids[0]),
      attachments: [{ url: `pledges/${ids[0]}/${ids[0]}.pdf`, mime_type: 'application/pdf' }],
    });
  });

  test('of an empty register is a feed without items', () => {
    expect(feedOf(0).feed.items).toEqual([]);
  });
});

describe('a pledge in which a signature has fallen', () => {
  const fell = (noted: string) => [{ role: 'county' as const, at: '2026-11-19T16:30:00.000Z', noted }];
  const noted = '2027-01-05T02:00:00.000Z';
  const pledges = numbered(60);
  // Published long before the newest fifty.
  const old = pledges.find(({ publishedAt }) => publishedAt.startsWith('2024'))!;
  const index = addAllToIndex(undefined, pledges);
  const marked = addAllToIndex(index, [{ ...old, revoked: fell(noted) }]);
  const file = (path: string) => registerFiles(marked).find((entry) => entry.path === path)!.bytes;

  test('has it in the index, as it is read again, and nothing else has changed', () => {
    const [before, after] = [index, marked].map((bytes) => text(bytes).split('\n')) as [string[], string[]];
    expect(after.filter((line) => !before.includes(line))).toHaveLength(1);
    expect(writeIndex(readIndex(marked))).toEqual(marked);
    const { organization } = old.parties.find(({ role }) => role === 'county')!;
    expect(readIndex(marked).find(({ number }) => number === old.number)!.revoked).toEqual([
      { role: 'county', organization, date: '2026-11-20', at: '2026-11-19T16:30:00.000Z', noted },
    ]);
  });

  test('loses it when it is added again without', () => {
    expect(addToIndex(marked, old)).toEqual(index);
  });

  test('is marked in every list, and the first page counts it', () => {
    for (const path of ['index.html', 'year/2024.html'])
      expect(text(file(path)).match(/<span class="mark">签名证书已吊销/g)).toHaveLength(1);
    expect(text(file('index.html'))).toContain('其中 1 份有签名因证书吊销不再有效');
    expect(text(file('year/2025.html'))).not.toContain('签名证书已吊销');
  });

  test('is an item of its own in the feed, the newest, however long ago it was published', () => {
    const { items } = JSON.parse(text(file('feed.json')));
    expect(items).toHaveLength(50);
    expect(items[0]).toMatchObject({
      id: `${old.number}#revoked-${noted}`,
      url: `pledges/${old.number}/index.html`,
      title: `签名证书已吊销：${old.title}`,
      date_published: noted,
    });
    expect(items[0].content_text).toContain('的签名所用的证书自2026年11月20日起吊销');
    expect(new Set(items.map(({ id }: { id: string }) => id)).size).toBe(50);
  });

  test.each([
    ['what is no list', '{}'],
    ['a party that is none', '[{"role":"bank","organization":"","date":"","at":"","noted":""}]'],
    ['a name it does not know', '[{"role":"drc","person":"张三"}]'],
  ])('is not read from an index with %s', (_, revoked) => {
    const entry = { ...readIndex(marked)[0], revoked: JSON.parse(revoked) };
    const other = bytes({ format: 'lianqian-register/1', pledges: [entry] });
    expect(() => readIndex(other)).toThrow(IndexNotUnderstood);
  });
});
