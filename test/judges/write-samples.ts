/**
 * Writes the files that outside judges look at: for every document type the draft, the base, and the file after each
 * signature, made by the workflow's own verbs. Run: npx tsx test/judges/write-samples.ts FOLDER
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DocumentState, fold } from '../../functions/domain/document.ts';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { after } from '../../functions/domain/time.ts';
import { archive } from '../../functions/workflow/archive.ts';
import { change } from '../../functions/workflow/change.ts';
import { complete } from '../../functions/workflow/complete.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { preview } from '../../functions/workflow/issue.ts';
import { sign } from '../../functions/workflow/sign.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { DOCUMENT_TYPES } from '../../templates/registry.ts';
import { SAMPLE_DAY } from '../../templates/sample-on.ts';
import { type TimeStampingAuthority, timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { issueSeen, testWorld } from '../workflow/test-world.ts';

const STAFF: Staff = { id: 'qinghai', name: '马文斌', organization: '青海省发展和改革委员会', scope: '63' };

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
    const { anchors, lists } = await world.authority();
    await writeFile(join(folder, `${prefix}.root.cer`), anchors[0]!);
    for (const [index, list] of lists.entries()) {
      const made = await list.make(world.clock.now(), LIST_LIFE_MS);
      if (made) await writeFile(join(folder, `${prefix}.${index + 1}.crl`), made);
    }
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

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('which folder?');
await mkdir(folder, { recursive: true });
let written = 0;
for (const type of DOCUMENT_TYPES) written += await writeSamples(type, folder);
const now = () => new Date(`${SAMPLE_DAY}T02:05:00.000Z`);
const listUrls = ['http://time.example/root.crl'];
written += await writeSamples(PLEDGE, folder, timeStampingAuthority({ now, listUrls }));
console.log(`${written} files of ${DOCUMENT_TYPES.length} document types`);
