/**
 * Writes bad files of the corpus that any judge of signatures must refuse, as `attacks.<id>.bad.pdf`, and beside them the
 * sound file that they were made from, `attacks.3.pdf`, with its root, list and root of time-stamps. What is refused only by
 * our own rules is not among them. Run: npx tsx test/judges/write-attacks.ts FOLDER
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { clock } from '../attack/attack.ts';
import { CORPUS } from '../attack/corpus.ts';
import { subjects } from '../attack/subject.ts';

const CHOSEN = [
  // Bytes changed, and a digest or a value that is another's.
  'byte-page',
  'byte-stamp',
  'byte-reason',
  'contents-transplanted',
  'attribute-digest-empty',
  // Another authority.
  'trust-stranger',
  'trust-stranger-true-root',
  // What was appended shows other pages.
  'page-content',
  'page-content-empty',
  'page-removed',
  'replace-font',
];

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('which folder?');
await mkdir(folder, { recursive: true });
const write = (name: string, bytes: Uint8Array) => writeFile(join(folder, `attacks.${name}`), bytes);

const subject = (await subjects()).at(-1)!;
await write('3.pdf', subject.file);
await write('root.cer', subject.issuer.certificate);
await write('time.cer', clock.root);
const [thisUpdate, nextUpdate] = [new Date('2026-11-24T00:00:00Z'), new Date('2027-02-22T00:00:00Z')];
await write('1.crl', await createRevocationList(subject.issuer, { thisUpdate, nextUpdate, number: 1 }));
const all = CORPUS.flatMap(({ attacks }) => attacks);
for (const id of CHOSEN) {
  const attack = all.find((one) => one.id === id || one.id.endsWith(`-${id}`));
  if (!attack) throw new Error(`no attack ${id}`);
  await write(`${id}.bad.pdf`, await attack.build(subject));
}
console.log(`${CHOSEN.length} bad files`);
