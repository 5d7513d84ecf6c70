/**
 * Holds the files of test/judges/sign-with-pyhanko.py against our verifier: a signature that leaves out one line of the
 * profile is refused, each by the rule that says so, and so is pyHanko's own kind. Run: npx tsx test/judges/check-foreign.ts
 * FOLDER
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rule } from '../../functions/sign/unsound.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';

const REFUSED: Record<string, Rule> = {
  plain: 'V3',
  'without-appearance': 'V10',
  'without-field-strings': 'V5',
  'without-low-s': 'V1',
  'without-lower-case': 'V4',
  'without-nothing-else': 'V5',
  'without-numbers': 'V3',
  'without-parameters': 'V8',
  'without-path': 'V7',
  'without-protection': 'V1',
  'without-utc': 'V2',
};

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('which folder?');
const root = new Uint8Array(await readFile(join(folder, 'root.cer')));
const names = (await readdir(folder)).flatMap((name) => /^(plain|without-.*)\.pdf$/.exec(name)?.[1] ?? []);
let faults = 0;
for (const name of new Set([...names, ...Object.keys(REFUSED)])) {
  const file = new Uint8Array(await readFile(join(folder, `${name}.pdf`)));
  const found = await verifySignedPdf(file, [root]);
  const said = found.verdict === 'sound' ? 'sound' : found.rule;
  if (said === REFUSED[name]) continue;
  faults += 1;
  console.log(`${name}: ${said}, should be ${REFUSED[name]}`);
}
console.log(`${names.length} files that do not keep the profile, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
