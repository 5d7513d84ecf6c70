/**
 * Writes the files that outside judges look at: for every document type the draft, the base, and the file after each
 * signature, made by the workflow's own verbs; and reports of evidence. Run: npx tsx test/judges/write-samples.ts FOLDER
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DocumentState, fold } from '../../functions/domain/document.ts';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { after } from '../../functions/domain/time.ts';
import { readRevisions } from '../../functions/sign/revisions.ts';
import { archive } from '../../functions/workflow/archive.ts';
import { change } from '../../functions/workflow/change.ts';
import { complete } from '../../functions/workflow/complete.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { requestEvidence } from '../../functions/workflow/evidence.ts';
import { preview } from '../../functions/workflow/issue.ts';
import { react } from '../../functions/workflow/react.ts';
import { sign } from '../../functions/workflow/sign.ts';
import { confirmScan, refuseScan } from '../../functions/workflow/wet-seal.ts';
import type { World } from '../../functions/workflow/world.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { type TimeStampingAuthority, timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { page, png, scannedPdf } from '../workflow/scanned.ts';
import { STAFF, sealingWorld } from '../workflow/sealing-world.ts';
import { issueSeen, testWorld } from '../workflow/test-world.ts';

const LIST_LIFE_MS = 90 * 24 * 60 * 60_000;
/** Of the list of the time-stamping authority. */
const LIST_TERM = { from: SAMPLE_DAY, until: after(`${SAMPLE_DAY}T00:00:00.000Z`, LIST_LIFE_MS) };

/**
 * `<type>.draft.pdf`, `<type>.0.pdf` without a signature, `<type>.1.pdf` and so on; the last is the final one. With an
 * `authority`, signatures are time-stamped and the last file is archived: `<type>-archived.3.pdf`. Beside them lie `<type>.root.cer`,
 * the lists of what its authorities have revoked, `<type>.1.crl` and so on, and of the time-stamping authority
 * `<type>.time.cer`, its root, and `<type>.time.crl`.
 */
async function writeSamples(
  type: DocumentType,
  folder: string,
  authority?: TimeStampingAuthority,
): Promise<number> {
  const { world, dispose } = testWorld();
  const prefix = authority ? `${type.id}-archived` : type.id;
  const write = (name: string, pdf: Uint8Array) => writeFile(join(folder, `${prefix}.${name}.pdf`), pdf);
  if (authority) {
    const timestamper = { available: true, stamp: async (data: Uint8Array) => authority.stamp(data) };
    const lists = { inForce: async () => authority.list(LIST_TERM) };
    world.timestamps = { timestamper, lists, roots: [authority.root], policy: 'required' };
  }
  try {
    world.clock.set(`${SAMPLE_DAY}T02:00:00.000Z`);
    await write('draft', await preview(world, type.id, type.sample));
    const { id, problems } = await draft(world, STAFF, type.id, type.sample);
    if (problems.length > 0) throw new Error(`${type.id}: ${JSON.stringify(problems)}`);
    await issueSeen(world, STAFF, id);
    const state = async (): Promise<DocumentState> => fold((await world.documents.load(id))!.events);
    const { issue } = await state();
    await write('0', await world.files.get(issue!.base));
    const roles = issue!.order.flat();
    for (const [index, role] of roles.entries()) {
      const shown = (await state()).revisions.at(-1)!.sha256;
      // The code and the words of consent are not what is judged here.
      const consented = { kind: 'Consented', role, consent: 'sample', shown, codeRound: 1 } as const;
      await change(world, id, { kind: 'signer', role }, () => [consented]);
      await sign(world, id, role);
      await write(String(index + 1), await world.files.get((await state()).revisions.at(-1)!.sha256));
    }
    await writeAuthority(world, folder, prefix);
    if (!authority) return roles.length + 2;
    await writeFile(join(folder, `${prefix}.time.cer`), authority.root);
    await writeFile(join(folder, `${prefix}.time.crl`), authority.list(LIST_TERM));
    await complete(world, id);
    await archive(world, id);
    await write(String(roles.length), await world.files.get((await state()).revisions.at(-1)!.sha256));
    return roles.length + 2;
  } finally {
    dispose();
  }
}

async function writeAuthority(world: World, folder: string, prefix: string): Promise<void> {
  const { anchors, lists } = await world.authority();
  await writeFile(join(folder, `${prefix}.root.cer`), anchors[0]!);
  for (const [index, list] of lists.entries()) {
    const made = await list.make(world.clock.now(), LIST_LIFE_MS);
    if (made) await writeFile(join(folder, `${prefix}.${index + 1}.crl`), made);
  }
}

/**
 * Reports of evidence, `<prefix>.0.pdf` without the platform's signature and `<prefix>.1.pdf` with it: `report`, and
 * `report-carrying` of a party that sealed on paper, whose scans lie in `report-carrying.files` under the names that they
 * have in it.
 */
async function writeReports(folder: string): Promise<number> {
  const { world, id, state, upload, drawn, dispose } = await sealingWorld('wet-seal');
  const role = 'enterprise';
  const write = async (prefix: string) => {
    await requestEvidence(world, STAFF, id);
    await react(world, id);
    const report = await world.files.get((await state()).evidence.reports.at(-1)!.file);
    await writeFile(join(folder, `${prefix}.0.pdf`), report.subarray(0, readRevisions(report)[0]!.end));
    await writeFile(join(folder, `${prefix}.1.pdf`), report);
    await writeAuthority(world, folder, prefix);
  };
  try {
    await write('report');
    const code = await drawn(role, (await state()).issue!.base);
    const scans = {
      'scan-enterprise-1.pdf': scannedPdf([page(code), page()]),
      'scan-enterprise-2.png': png(page(code)),
    };
    const files = join(folder, 'report-carrying.files');
    await mkdir(files, { recursive: true });
    for (const [name, scan] of Object.entries(scans)) {
      await writeFile(join(files, name), scan);
      const received = await upload(scan);
      const given = { role, scan: received.scan } as const;
      if (name.endsWith('.pdf')) await refuseScan(world, STAFF, id, { ...given, reason: '第二页没有印章' });
      else await confirmScan(world, STAFF, id, { ...given, checked: true });
      await react(world, id);
    }
    await write('report-carrying');
    return 4;
  } finally {
    dispose();
  }
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('which folder?');
await mkdir(folder, { recursive: true });
let written = 0;
for (const type of DOCUMENT_TYPES) written += await writeSamples(type, folder);
const now = () => new Date(`${SAMPLE_DAY}T02:05:00.000Z`);
const listUrls = ['http://time.example/root.crl'];
written += await writeSamples(PLEDGE, folder, timeStampingAuthority({ now, listUrls }));
written += await writeReports(folder);
console.log(`${written} files of ${DOCUMENT_TYPES.length} document types`);
