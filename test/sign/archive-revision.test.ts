// The archival revision (PAdES B-LTA): what it adds, that it can be renewed, and that nothing else may look like one.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { archiveRevision } from '../../functions/sign/archive-revision.ts';
import { concatenate } from '../../functions/sign/bytes.ts';
import type { Authority } from '../../functions/sign/certificate-authority.ts';
import { writeRevision, writeValue } from '../../functions/sign/pdf-writer.ts';
import { readRevisions } from '../../functions/sign/revisions.ts';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { coverAllBut, timeStampDictionary } from '../../functions/sign/signature-dictionary.ts';
import { type Verification, verifySignedPdf } from '../../functions/sign/verify.ts';
import { type TimeStampingAuthority, timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { appended, findObject, latin1, object } from './attacker.ts';
import { authority, FIELDS, signAll, signAs } from './sample-documents.ts';

let issuer: Authority;
let time: TimeStampingAuthority;
let list: Uint8Array;
let signed: Uint8Array;
let archived: Uint8Array;

const archive = (file: Uint8Array, changes: Partial<Parameters<typeof archiveRevision>[1]> = {}) =>
  archiveRevision(file, {
    certificates: [issuer.certificate],
    lists: [list],
    stamp: async (covered) => time.stamp(covered),
    ...changes,
  });

beforeAll(async () => {
  issuer = await authority();
  time = timeStampingAuthority({ now: () => new Date('2026-03-01T02:10:00Z') });
  const [thisUpdate, nextUpdate] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-08T00:00:00Z')];
  list = await createRevocationList(issuer, { thisUpdate, nextUpdate, number: 1 });
  signed = await signAll(issuer);
  archived = await archive(signed);
});

const verify = (file: Uint8Array, timeRoots = [time.root]): Promise<Verification> =>
  verifySignedPdf(file, [issuer.certificate], { timeRoots, fields: [...FIELDS] });

test('the signed file stays as it is, one revision with the validation data and a time-stamp follows', async () => {
  expect(archived.subarray(0, signed.length)).toEqual(signed);
  expect(readRevisions(archived)).toHaveLength(readRevisions(signed).length + 1);
  expect(await verify(archived)).toMatchObject({
    verdict: 'sound',
    signatures: [{ field: 'drc' }, { field: 'county' }, { field: 'enterprise' }],
    archived: [
      { at: '2026-03-01T02:10:00.000Z', authority: '时间戳服务', until: '2035-01-01T00:00:00.000Z' },
    ],
  });
});

test('a file that is not archived says so', async () => {
  expect(await verify(signed)).toMatchObject({ verdict: 'sound', archived: [] });
});

test('an archival time-stamp is renewed by another over it', async () => {
  const later = timeStampingAuthority({ now: () => new Date('2034-06-01T00:00:00Z') });
  const [thisUpdate, nextUpdate] = [new Date('2034-05-01T00:00:00Z'), new Date('2034-08-01T00:00:00Z')];
  const lists = [await createRevocationList(issuer, { thisUpdate, nextUpdate, number: 2 })];
  const renewed = await archive(archived, { lists, stamp: async (covered) => later.stamp(covered) });
  const result = await verify(renewed, [time.root, later.root]);
  expect(result).toMatchObject({
    verdict: 'sound',
    archived: [{ at: '2026-03-01T02:10:00.000Z' }, { at: '2034-06-01T00:00:00.000Z' }],
  });
});

describe('the times of stamps', () => {
  const stampedAt = async (...instants: [at: string, until?: string][]): Promise<Verification> => {
    const roots: Uint8Array[] = [];
    let file = signed;
    for (const [at, until] of instants) {
      const one = timeStampingAuthority({
        now: () => new Date(at),
        ...(until ? { until: new Date(until) } : {}),
      });
      roots.push(one.root);
      file = await archive(file, { lists: [], stamp: async (covered) => one.stamp(covered) });
    }
    return verify(file, roots);
  };

  test('rise from one to the next, each within the life of the one before', async () => {
    const rising = await stampedAt(
      ['2026-03-01T02:10:00Z', '2031-01-01T00:00:00Z'],
      ['2030-12-31T00:00:00Z'],
    );
    expect(rising.verdict).toBe('sound');
  });

  test.each<[string, [string, string?][]]>([
    ['before a signature that is covered', [['2026-02-28T00:00:00Z']]],
    ['before the one that is renewed', [['2030-01-01T00:00:00Z'], ['2029-01-01T00:00:00Z']]],
    [
      'after the one that is renewed has ended',
      [['2026-03-01T02:10:00Z', '2031-01-01T00:00:00Z'], ['2032-01-01T00:00:00Z']],
    ],
  ])('are unsound %s', async (_, instants) => {
    expect(await stampedAt(...instants)).toMatchObject({ verdict: 'unsound', rule: 'V7' });
  });
});

describe('unsound is', () => {
  test('a time-stamp under a root that is not pinned', async () => {
    expect(await verify(archived, [])).toMatchObject({ rule: 'V7' });
  });

  test('a time-stamp over other bytes', async () => {
    const file = await archive(signed, { stamp: async (covered) => time.stamp(covered.subarray(1)) });
    expect(await verify(file)).toMatchObject({ rule: 'V7', detail: expect.stringContaining('other data') });
  });

  test('something behind the token', async () => {
    const file = await archive(signed, {
      stamp: async (covered) => Uint8Array.of(...time.stamp(covered), 1),
    });
    expect(await verify(file)).toMatchObject({ rule: 'V4' });
  });

  test('a certificate in the store that no signature uses, or one twice', async () => {
    const stranger = (await authority()).certificate;
    for (const certificates of [[stranger], [issuer.certificate, issuer.certificate]])
      expect(await verify(await archive(signed, { certificates }))).toMatchObject({ rule: 'V5' });
  });

  test.each([
    ['had ended before the time-stamp', '2025-11-01', '2026-02-28', 'not in force'],
    ['began after it', '2026-03-02', '2026-06-01', 'not in force'],
    ['began two minutes after it, by another clock', '2026-03-01T02:12:00Z', '2026-06-01', undefined],
  ])('a revocation list that %s', async (_, from, until, detail) => {
    const term = { thisUpdate: new Date(from), nextUpdate: new Date(until) };
    const lists = [await createRevocationList(issuer, { ...term, number: 1 })];
    const result = await verify(await archive(signed, { lists }));
    expect(result).toMatchObject(
      detail ? { rule: 'V7', detail: expect.stringContaining(detail) } : { verdict: 'sound' },
    );
  });

  test('a revocation list of somebody else, or one with an octet more', async () => {
    const other = await authority();
    const [thisUpdate, nextUpdate] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-08T00:00:00Z')];
    const foreign = await createRevocationList(other, { thisUpdate, nextUpdate, number: 1 });
    for (const wrong of [foreign, Uint8Array.of(...list, 0), new Uint8Array(0)])
      expect(await verify(await archive(signed, { lists: [wrong] }))).toMatchObject({ rule: 'V7' });
  });

  test('a signature after it, even by the authority of the file', async () => {
    let two = await signAs('drc', readBase(), issuer);
    two = await signAs('county', two, issuer);
    const file = await signAs('enterprise', await archive(two), issuer);
    expect(await verify(file)).toMatchObject({ rule: 'V5' });
  });

  test('one over a file without signatures', async () => {
    expect(await verify(await archive(readBase()))).toMatchObject({ rule: 'V5' });
  });

  test.each([
    ['an action in the catalog', (text: string) => text.replace(/\/DSS (?=\d)/, '/OpenAction 3 0 R /DSS ')],
    [
      'another entry in the form',
      (text: string) => text.replace('/SigFlags', '/NeedAppearances true /SigFlags'),
    ],
    ['another field name', (text: string) => text.replace(/<feff0061[0-9a-f]+>/, '<feff0061>')],
    ['another type of value', (text: string) => text.replace('/DocTimeStamp', '/Sig')],
    ['an entry more in the store', (text: string) => text.replace('/Type /DSS', '/Type /DSS /VRI << >>')],
    [
      'a filter on a stream',
      (text: string) => text.replace(/<< \/Length (\d+) >>/, '<< /Filter /FlateDecode /Length $1 >>'),
    ],
  ])('%s, though the time-stamp over it is true', async (_, change) => {
    const bodies = new Map([...bodiesOf(archived)].map(([number, body]) => [number, change(body)]));
    expect(bodies).not.toEqual(bodiesOf(archived));
    expect(await verify(stampedAnew(bodies))).toMatchObject({
      verdict: 'unsound',
      rule: expect.stringMatching(/V[59]/),
    });
  });

  test('an object that nothing leads to', async () => {
    const bodies = bodiesOf(archived);
    const file = stampedAnew(new Map([...bodies, [Math.max(...bodies.keys()) + 1, '<< /A 1 >>']]));
    expect(await verify(file)).toMatchObject({ rule: 'V5' });
    // Written in the same way, but as it was, the file is sound.
    expect(await verify(stampedAnew(bodies))).toMatchObject({ verdict: 'sound' });
  });

  test('an update behind it', async () => {
    const number = findObject(archived, (dictionary) => dictionary.has('DSS'));
    const file = appended(archived, [object(number, bodiesOf(archived).get(number)!)]);
    expect((await verify(file)).verdict).toBe('unsound');
  });
});

/** The objects of the last revision as text, by number. */
function bodiesOf(file: Uint8Array): Map<number, string> {
  const text = latin1(file.subarray(readRevisions(file).at(-1)!.start));
  return new Map(
    [...text.matchAll(/(\d+) 0 obj\n(.*?)\nendobj\n/gs)].map(([, number, body]) => [Number(number), body!]),
  );
}

/** The archival revision with these objects: anybody may append one, and have it stamped by the same authority. */
function stampedAnew(bodies: ReadonlyMap<number, string>): Uint8Array {
  const value = findObject(archived, (dictionary) => dictionary.has('ByteRange') && !dictionary.has('M'));
  const empty = latin1(timeStampDictionary());
  const objects = [...bodies].map(([number, body]) =>
    object(
      number,
      number === value
        ? body.replace(
            /\/ByteRange \[[^\]]*\] \/Contents <[0-9a-f]*>/,
            () => /\/ByteRange .*>(?= >>)/s.exec(empty)![0],
          )
        : body,
    ),
  );
  const last = readRevisions(signed).at(-1)!;
  const id = /\/ID \[[^\]]*\]/.exec(latin1(archived.subarray(-400)))![0];
  const entry = (key: string) => writeValue(last.trailer.get(key)!);
  const trailer = `/Root ${entry('Root')} /Info ${entry('Info')} ${id} /Prev ${last.xref}`;
  const size = Math.max(...bodies.keys()) + 1;
  const { file, bodyOffsets } = writeRevision(signed, objects, size, trailer);
  const { covered, fill } = coverAllBut(file, bodyOffsets.get(value)!);
  fill(time.stamp(concatenate(...covered)));
  return file;
}

const readBase = (): Uint8Array => signed.subarray(0, readRevisions(signed)[0]!.end);
