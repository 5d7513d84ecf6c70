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
    page: last.page,
    pdf: last.pdf,
  });
});

test.each([
  ['nothing', null],
  ['another format', { ...last, format: 'lianqian-revision/2' }],
  ['the record of another file', { ...last, sha256: '0'.repeat(64) }],
  ['a record without a title', { ...last, title: undefined }],
  ['a revision that is no number', { ...last, revision: '4' }],
  ['names that are no list', { ...last, signedBy: 'drc' }],
])('%s is no answer', (_, record) => {
  expect(() => readRecord(record, last.sha256)).toThrow(TypeError);
});
