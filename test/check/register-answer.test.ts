// The register's record of a digest is believed only when it is one.
import { expect, test } from '@jest/globals';
import { readRecord } from '../../functions/check/register-answer.ts';
import { hashRecords } from '../../functions/disclose/public-records.ts';
import { samplePledge } from '../disclose/sample-pledge.ts';

const { pledge } = samplePledge();
const records = hashRecords(pledge);
const last = records.at(-1)!;

test('the last revision is the published file, those before are earlier ones', () => {
  expect(records.map((record) => readRecord(record, record.sha256).state)).toEqual([
    'earlier',
    'earlier',
    'earlier',
    'published',
  ]);
  expect(readRecord(records[1], records[1]!.sha256)).toEqual({
    state: 'earlier',
    number: pledge.number,
    title: pledge.title,
    town: pledge.town,
    revision: 2,
    revisions: 4,
    signedBy: ['西宁市发展和改革委员会'],
    published: last.sha256,
    publishedAt: pledge.publishedAt,
    stamps: 0,
    publishedStamps: 0,
    page: last.page,
    pdf: last.pdf,
  });
});

test('the record of an older register does not speak of time-stamps', () => {
  const { stamps: _, publishedStamps: __, ...older } = last;
  const answer = readRecord(older, last.sha256);
  expect(answer).toMatchObject({ state: 'published' });
  expect(answer).not.toHaveProperty('stamps');
});

test('the revision before an archival time-stamp is an earlier one, and its record says when that came', () => {
  const sha256 = 'a5'.repeat(32);
  const roles = last.signedBy.length > 0 ? pledge.parties.map(({ role }) => role) : [];
  const archived = {
    ...pledge,
    stampedAt: '2026-11-12T07:41:20.000Z',
    revisions: [...pledge.revisions, { sha256, length: 9000, signedBy: roles }],
  };
  const [before, after] = hashRecords(archived).slice(-2);
  expect(readRecord(before, last.sha256)).toMatchObject({
    ...{ state: 'earlier', revision: 4, revisions: 5, published: sha256 },
    ...{ stamps: 0, publishedStamps: 1, stampedAt: '2026-11-12T07:41:20.000Z' },
  });
  expect(readRecord(after, sha256)).toMatchObject({ state: 'published', stamps: 1, publishedStamps: 1 });
});

test.each([
  ['a count of time-stamps that is none', { ...last, stamps: 'one' }],
  ['nothing', null],
  ['another format', { ...last, format: 'lianqian-revision/2' }],
  ['the record of another file', { ...last, sha256: '0'.repeat(64) }],
  ['a record without a title', { ...last, title: undefined }],
  ['a revision that is no number', { ...last, revision: '4' }],
  ['names that are no list', { ...last, signedBy: 'drc' }],
])('%s is no answer', (_, record) => {
  expect(() => readRecord(record, last.sha256)).toThrow(TypeError);
});
