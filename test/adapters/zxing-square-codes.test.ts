// Codes are read in a thread of their own, which is ended when its time is up.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { zxingSquareCodes } from '../../functions/adapters/zxing-square-codes.ts';
import { embeddedSettings } from '../../functions/config.ts';
import { picturesOf } from '../../functions/workflow/scan-pictures.ts';
import { page, png, scannedPdf } from '../workflow/scanned.ts';

const files = embeddedSettings({}).places.squareCodes;
const folder = mkdtempSync(join(tmpdir(), 'lianqian-codes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A reader that does this with a picture. */
function reader(name: string, script: string): string {
  const path = join(folder, name);
  const body = `parentPort.on('message', (picture) => { ${script} });`;
  writeFileSync(path, `import { parentPort } from 'node:worker_threads';\n${body}\n`);
  return path;
}

test('reads the codes of all pictures, and does not say that it looked at what is no picture', async () => {
  const codes = zxingSquareCodes(files);
  const [one, two] = [await codes.draw('LQ1:ONE'), await codes.draw('LQ1:TWO')];
  const scan = scannedPdf([page(one), page()]);
  const pictures = picturesOf(scan).map(({ bytes }) => bytes);
  const broken = png(page(one)).subarray(0, 300);
  const buffer = Buffer.from(png(page(two)));
  expect(await codes.read([...pictures, Uint8Array.of(1, 2, 3), broken, buffer])).toEqual({
    texts: ['LQ1:ONE', 'LQ1:TWO'],
    looked: 3,
  });
  // What the pictures are views of is whole.
  expect([picturesOf(scan).length, buffer.length]).toEqual([2, png(page(two)).length]);
});

test('a picture that never ends ends when the time is up; what was read before it counts, and the next scan is read', async () => {
  const endless = reader(
    'endless.mjs',
    `if (picture[0] === 2) for (;;); parentPort.postMessage([String(picture[0])]);`,
  );
  const codes = zxingSquareCodes({ ...files, reader: endless }, 2000);
  const scan = [1, 2, 3].map((octet) => Uint8Array.of(octet));
  const one = { texts: ['1'], looked: 1 };
  expect(await Promise.all([codes.read(scan), codes.read(scan.slice(0, 1))])).toEqual([one, one]);
});

test.each([
  ['breaks off', 'throw new Error("decoder")'],
  ['ends its thread', 'process.exit(3)'],
])('a decoder that %s reads nothing, and fails nobody else', async (name, script) => {
  const codes = zxingSquareCodes({ ...files, reader: reader(`${name}.mjs`, script) });
  expect(await codes.read([Uint8Array.of(1)])).toEqual({ texts: [], looked: 0 });
});

test('the thread is told nothing of ours', async () => {
  const nosy = reader('nosy.mjs', 'parentPort.postMessage(Object.keys(process.env))');
  expect(await zxingSquareCodes({ ...files, reader: nosy }).read([Uint8Array.of(1)])).toMatchObject({
    texts: [],
  });
});
