/**
 * Holds the files of test/judges/write-samples.ts against our verifier: of each document type every signed revision is sound,
 * signed by the parties that have come so far, in their order, and the archived one has its time-stamps; of the reports of
 * evidence one carries the scans, and the other nothing.
 * Run: npx tsx test/judges/check-sound.ts FOLDER
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { REPORT_FIELD } from '../../functions/sign/associated-files.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';

const UNSIGNED = 'V6: the file carries no signature';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('which folder?');
const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const there = new Set(readdirSync(folder));

const sets = [
  ...DOCUMENT_TYPES.map((type) => ({ prefix: type.id, fields: fieldsOf(type), stamped: false })),
  { prefix: `${PLEDGE.id}-archived`, fields: fieldsOf(PLEDGE), stamped: true },
  { prefix: 'report', fields: [REPORT_FIELD], stamped: false },
  { prefix: 'report-carrying', fields: [REPORT_FIELD], stamped: false },
];
let judged = 0;
let faults = 0;
for (const { prefix, fields, stamped } of sets) {
  const name = (count: number) => `${prefix}.${count}.pdf`;
  const wanted = [...fields.keys(), fields.length].map(name);
  const more = name(fields.length + 1);
  for (const missing of wanted.filter((one) => !there.has(one))) fault(missing, 'is not there');
  if (there.has(more)) fault(more, 'has more signatures than the document has parties');
  for (const [count, path] of wanted.entries()) {
    if (!there.has(path)) continue;
    judged++;
    const found = await verifySignedPdf(read(path), [read(`${prefix}.root.cer`)], {
      baseSha256: digestOf(read(name(0))),
      timeRoots: stamped ? [read(`${prefix}.time.cer`)] : [],
    });
    if (count === 0) {
      // Nobody has signed: refused for that, which is the last thing that is asked of a file.
      const said = found.verdict === 'sound' ? 'sound' : `${found.rule}: ${found.detail}`;
      if (said !== UNSIGNED) fault(path, said);
      continue;
    }
    if (found.verdict !== 'sound') {
      fault(path, `${found.rule}: ${found.detail}`);
      continue;
    }
    const signed = found.signatures.map(({ field }) => field).join();
    if (signed !== fields.slice(0, count).join()) fault(path, `signed by ${signed || 'nobody'}`);
    const times = found.signatures.filter(({ trustedTime }) => trustedTime).length;
    if (times !== (stamped ? count : 0)) fault(path, `${times} proven times`);
    const archives = stamped && count === fields.length ? 1 : 0;
    if (found.archived.length !== archives) fault(path, `archived ${found.archived.length} times`);
    const carried = (found.files ?? []).map(({ name, sha256 }) => `${name} ${sha256}`).sort();
    if (carried.join() !== filesOf(prefix).join()) fault(path, `carries ${carried.join() || 'nothing'}`);
  }
}

function fieldsOf(type: DocumentType): string[] {
  return type.order(readForm(type.form, type.sample, () => []).value).flat();
}

/** What a report is to carry: names and digests. */
function filesOf(prefix: string): string[] {
  if (!there.has(`${prefix}.files`)) return [];
  const names = readdirSync(join(folder!, `${prefix}.files`)).sort();
  return names.map((name) => `${name} ${digestOf(read(join(`${prefix}.files`, name)))}`);
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function fault(path: string, what: string): void {
  faults++;
  console.log(`${path}: ${what}`);
}

console.log(`${judged} files of ${sets.length} documents, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
