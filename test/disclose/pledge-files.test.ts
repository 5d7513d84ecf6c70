// The files that one published pledge adds to the register.
import { describe, expect, test } from '@jest/globals';
import type { DisclosedPledge } from '../../functions/disclose/disclosed-pledge.ts';
import { type PublicEntry, pledgeFiles } from '../../functions/disclose/pledge-files.ts';
import { pageParts, textOf } from './page-parts.ts';
import { samplePledge } from './sample-pledge.ts';

const json = (entry: PublicEntry) => JSON.parse(new TextDecoder().decode(entry.bytes));
const byPath = (entries: PublicEntry[], path: string) => entries.find((entry) => entry.path === path)!;

/** Every name of every object inside a value. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...new Set([...own, ...Object.values(value).flatMap(namesIn)])].sort();
}

describe('what the register holds about a pledge', () => {
  const { pledge, pdf, files } = samplePledge();
  const entries = pledgeFiles(pledge, pdf);

  test('the signed file, its record, one record per revision, and the page last', () => {
    expect(entries.map((entry) => [entry.path, entry.contentType])).toEqual([
      ['pledges/63012120261108000001/63012120261108000001.pdf', 'application/pdf'],
      ['pledges/63012120261108000001/pledge.json', 'application/json'],
      ...pledge.revisions.map(({ sha256 }) => [`by-hash/${sha256}.json`, 'application/json']),
      ['pledges/63012120261108000001/index.html', 'text/html; charset=utf-8'],
    ]);
    expect(entries[0]!.bytes).toBe(pdf);
    expect(files).toHaveLength(4);
  });

  test('the same pledge gives the same bytes', () => {
    expect(pledgeFiles(samplePledge().pledge, pdf)).toEqual(entries);
  });

  test('a revision is found by its digest, with its place and what supersedes it', () => {
    const published = pledge.revisions[3]!.sha256;
    const unsigned = json(byPath(entries, `by-hash/${pledge.revisions[0]!.sha256}.json`));
    const second = json(byPath(entries, `by-hash/${pledge.revisions[2]!.sha256}.json`));
    const last = json(byPath(entries, `by-hash/${published}.json`));
    expect(unsigned).toMatchObject({ revision: 1, revisions: 4, signedBy: [], published });
    expect(second).toMatchObject({ revision: 3, revisions: 4, published });
    expect(second.signedBy).toEqual(['西宁市发展和改革委员会', '大通回族土族自治县人民政府']);
    expect(last).toMatchObject({ revision: 4, sha256: published, published, number: pledge.number });
    expect(last.pdf).toBe(entries[0]!.path);
  });

  test('the page says who signed when, in Beijing time, and the digest of every revision', () => {
    const page = byPath(entries, 'pledges/63012120261108000001/index.html');
    const text = textOf(pageParts(page.bytes), 'main');
    for (const said of [
      ...pledge.parties.flatMap((party) => [party.organization, party.code, party.serial]),
      ...pledge.revisions.map((revision) => revision.sha256),
      '2026年11月9日 09:12',
      '2026年11月12日 15:41',
      '2031年11月7日',
      '3.26 平方公里',
      '本签名为平台证书电子签名，非《电子印章管理办法》所称电子印章',
      '不替代信用中国（青海）的公示',
    ]) {
      expect(text).toContain(said);
    }
  });

  test('what is not given is not shown', () => {
    const { townCategory, plannedAreaKm2, validUntil, ...rest } = pledge;
    expect([townCategory, plannedAreaKm2, validUntil]).not.toContain(undefined);
    const bare = pledgeFiles(rest, pdf);
    const text = textOf(pageParts(bare.at(-1)!.bytes), 'main');
    expect(text).not.toMatch(/规划面积|有效期至|文化旅游类|undefined|null/);
    expect(Object.keys(json(bare[1]!))).not.toContain('validUntil');
  });
});

test('a time-stamp that is still to come is said on the page and in the record, and no more when it is there', () => {
  const { pledge, pdf } = samplePledge();
  const said = (given: DisclosedPledge) => {
    const entries = pledgeFiles(given, pdf);
    const page = textOf(pageParts(entries.at(-1)!.bytes), 'main');
    return [json(entries[1]!).timestampPending, page.includes('待加盖：公示时未能取得')];
  };
  expect(said({ ...pledge, timestampPending: true })).toEqual([true, true]);
  expect(said(pledge)).toEqual([undefined, false]);
});

describe('no personal data', () => {
  test('names that are not the register’s own never reach a file, at any depth', () => {
    const { pledge, pdf } = samplePledge();
    const contact = { person: '张三丰', email: 'zhang@example.org', phone: '13800138000', id: 'DRAFT-77' };
    const loaded = {
      ...pledge,
      ...contact,
      prefecture: { ...pledge.prefecture, ...contact },
      county: { ...pledge.county, ...contact },
      parties: pledge.parties.map((party) => ({ ...party, ...contact })),
      revisions: pledge.revisions.map((revision) => ({ ...revision, ...contact })),
    } satisfies DisclosedPledge;
    const entries = pledgeFiles(loaded, pdf);
    expect(entries).toEqual(pledgeFiles(pledge, pdf));
    for (const entry of entries) {
      const text = new TextDecoder().decode(entry.bytes);
      for (const value of Object.values(contact)) expect(text).not.toContain(value);
    }
  });

  test('records have exactly these names', () => {
    const { pledge, pdf } = samplePledge();
    const [, record, hash] = pledgeFiles(pledge, pdf);
    expect(namesIn(json(record!))).toEqual(
      (
        'code completedAt county format issuedOn length name number organization parties pdf plannedAreaKm2 ' +
        'prefecture publishedAt revisions role serial sha256 signedAt signedBy title town townCategory validUntil way'
      ).split(' '),
    );
    expect(namesIn(json(hash!))).toEqual(
      (
        'format length number page pdf published publishedAt publishedStamps revision revisions sha256 signedBy ' +
        'stamps title town'
      ).split(' '),
    );
  });
});

describe('text as typed', () => {
  test.each([
    '鹞子沟·高原康养（森林）特色小镇',
    '<script>alert(1)</script>&amp;<img src=x onerror=alert(1)>',
    '"\'`={{title}}$&',
    '𠮷𡋾𬯎小镇',
  ])('%s stands in page and record', (typed) => {
    const { pledge, pdf } = samplePledge({
      title: typed,
      town: typed,
      townCategory: typed,
      county: { code: '630121', name: typed },
    });
    pledge.parties[0]!.organization = typed;
    const entries = pledgeFiles(pledge, pdf);
    const parts = pageParts(entries.at(-1)!.bytes);
    expect(textOf(parts, 'h1')).toBe(typed);
    expect(textOf(parts, 'title')).toContain(typed);
    expect(parts.filter((part) => part.name === 'script' || part.name === 'img')).toEqual([]);
    expect(parts.filter((part) => part.text.trim() === typed).length).toBeGreaterThanOrEqual(2);
    expect(json(entries[1]!)).toMatchObject({ title: typed, town: typed, county: { name: typed } });
  });
});

describe('what may not be published', () => {
  const { pledge, pdf } = samplePledge();
  const refused: [string, Partial<DisclosedPledge>, RegExp][] = [
    ['a number that climbs out of its folder', { number: '../../63012120261108' }, /20 digits/],
    ['a pledge one party has not signed', { revisions: pledge.revisions.slice(0, 3) }, /one revision per/],
    ['revisions out of order', { revisions: [...pledge.revisions].reverse() }, /signatures/],
    ['a date that does not exist', { validUntil: '2031-02-29' }, /date does not exist/],
    ['an instant that cannot be read', { publishedAt: 'yesterday' }, /instant/],
    ['a division that is no code', { county: { code: '6301', name: '大通' } }, /six digits/],
    [
      'a digest that is a path',
      { revisions: [{ ...pledge.revisions[0]!, sha256: '../index' }, ...pledge.revisions.slice(1)] },
      /hexadecimal/,
    ],
    [
      'a revision that loses a signature',
      {
        revisions: pledge.revisions.map((one, at) =>
          at === 2 ? { ...one, signedBy: ['county', 'enterprise'] } : one,
        ),
      },
      /loses a signature/,
    ],
  ];
  test.each(refused)('%s', (_, change, message) => {
    expect(() => pledgeFiles({ ...pledge, ...change }, pdf)).toThrow(message);
  });

  test('a file that is not the last revision', () => {
    const other = Uint8Array.from(pdf);
    other[10]! ^= 1;
    expect(() => pledgeFiles(pledge, other)).toThrow(/not its last revision/);
    expect(() => pledgeFiles(pledge, samplePledge().files[2]!)).toThrow(/not its last revision/);
  });
});

describe('a signature that has fallen with its certificate', () => {
  const { pledge, pdf } = samplePledge();
  // 00:30 of the next day in Shanghai.
  const fell = { role: 'county' as const, at: '2026-11-19T16:30:00.000Z', noted: '2026-11-21T02:00:00.000Z' };
  const entries = pledgeFiles({ ...pledge, revoked: [fell] }, pdf);
  const page = pageParts(entries.at(-1)!.bytes);
  const text = textOf(page, 'main');

  test('is said on the page: whose, as of which day in Shanghai, what it means and whom to ask', () => {
    const notice = page.find(({ attributes }) => attributes['aria-labelledby'] === 'revoked')!;
    expect(notice.text).toContain('县（市、区、行委）政府：大通回族土族自治县人民政府的签名');
    expect(notice.text).toContain('自2026年11月20日起吊销');
    expect(notice.text).toContain('公示的文件没有改动');
    expect(notice.text).toContain('其他各方的签名不受影响');
    expect(notice.text).toContain('请向西宁市发展和改革委员会核实');
    expect(notice.text).toContain('2026年11月21日 10:00');
    // Beside it, in the party's row.
    expect(text.match(/2026年11月20日起吊销/g)).toHaveLength(2);
  });

  test('is in its record, and in that of each revision that holds it', () => {
    const revoked = [{ ...fell, organization: '大通回族土族自治县人民政府', date: '2026-11-20' }];
    expect(json(byPath(entries, `pledges/${pledge.number}/pledge.json`)).revoked).toEqual(revoked);
    const byHash = pledge.revisions.map(
      ({ sha256 }) => json(byPath(entries, `by-hash/${sha256}.json`)).revoked,
    );
    expect(byHash).toEqual([undefined, undefined, revoked, revoked]);
  });

  test('takes nothing away: the same files as without it, and the same PDF', () => {
    const paths = (some: PublicEntry[]) => some.map(({ path }) => path);
    expect(paths(entries)).toEqual(paths(pledgeFiles(pledge, pdf)));
    expect(entries[0]!.bytes).toBe(pdf);
  });

  test('is the platform’s where the party has sealed, and of no others where all have fallen', () => {
    const parties = pledge.parties.map((party) => ({ ...party, way: 'wet-seal' as const }));
    const revoked = parties.map(({ role }) => ({ ...fell, role }));
    const all = pledgeFiles({ ...pledge, parties, revoked }, pdf);
    const said = textOf(pageParts(all.at(-1)!.bytes), 'main');
    expect(said).toContain('以纸质盖章签署，平台就此所作的签名');
    expect(said).not.toContain('其他各方');
  });

  test.each([
    ['of nobody who signed', [{ ...fell, role: 'nobody' as never }]],
    ['twice', [fell, fell]],
    ['as of no day', [{ ...fell, at: 'yesterday' }]],
  ])('is refused when it is %s', (_, revoked) => {
    expect(() => pledgeFiles({ ...pledge, revoked }, pdf)).toThrow(TypeError);
  });
});
