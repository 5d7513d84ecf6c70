// A file that another program has signed to our profile (functions/sign/PROFILE.md). Made once, for tests without Python:
// `write-foreign-work.ts FOLDER small`, then `sign-with-pyhanko.py FOLDER FILES`, both in test/judges; CI makes them anew.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readRevisions } from '../../functions/sign/revisions.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { authority, FIELDS, signAs } from './sample-documents.ts';

const read = (name: string) => new Uint8Array(readFileSync(new URL(name, import.meta.url)));
const file = read('signed-by-pyhanko.pdf');
const root = read('signed-by-pyhanko.root.cer');

test('three signatures that pyHanko has made to the profile are sound', async () => {
  const found = await verifySignedPdf(file, [root]);
  expect(found).toMatchObject({
    verdict: 'sound',
    signatures: FIELDS.map((field) => ({
      field,
      subject: { person: '张三', organization: '外部签名程序', organizationCode: '11630100015000182C' },
    })),
  });
});

test('a changed bit makes pyHanko’s last revision unsound, wherever it is tried (every 997th byte)', async () => {
  const [, , before, last] = readRevisions(file);
  // A prime, so that the steps fall on every kind of byte: objects, table, trailer, and the digits of Contents.
  for (let at = before!.end; at < last!.end; at += 997) {
    const changed = file.slice();
    changed[at]! ^= 1;
    expect([at, (await verifySignedPdf(changed, [root])).verdict]).toEqual([at, 'unsound']);
  }
});

test('we sign what pyHanko has signed before us', async () => {
  const by = await authority();
  const [base, first] = readRevisions(file);
  expect(base).toBeDefined();
  const ours = await signAs('enterprise', file.subarray(0, first!.end), by);
  const found = await verifySignedPdf(ours, [root, by.certificate]);
  expect(found).toMatchObject({
    verdict: 'sound',
    signatures: [
      { field: 'drc' },
      { field: 'enterprise', subject: { organization: '海东市发展和改革委员会' } },
    ],
  });
});
