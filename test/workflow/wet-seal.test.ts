// A party that seals on paper: printed, scanned, read by the machine, compared by staff, and vouched for by the platform.
import { afterAll, describe, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import type { Role } from '../../functions/domain/party.ts';
import { wayOfSubject } from '../../functions/domain/platform-mark.ts';
import { printCode } from '../../functions/domain/print-code.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { react } from '../../functions/workflow/react.ts';
import {
  CONSENT_VERSION,
  consent,
  openLink,
  PUBLICATION_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { confirmScan, receivePart, receiveScan, refuseScan } from '../../functions/workflow/wet-seal.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { page, png, scannedPdf } from './scanned.ts';
import { issueSeen, START, testWorld } from './test-world.ts';

const STAFF: Staff = { id: 'xining', name: '马文斌', organization: '西宁市发展和改革委员会', scope: '6301' };
const disposals: (() => void)[] = [];
afterAll(() => {
  for (const dispose of disposals) dispose();
});

/** An issued pledge whose enterprise seals on paper. */
async function issued(type = PLEDGE) {
  const { world, logged, dispose } = testWorld();
  disposals.push(dispose);
  const input = sampleOn(type, START.slice(0, 10)) as {
    parties: Record<Role, Record<string, string>>;
  };
  const parties = { ...input.parties, enterprise: { ...input.parties.enterprise, way: 'wet-seal' } };
  world.documentType = (id) => (id === type.id ? type : undefined);
  const { id, problems } = await draft(world, STAFF, type.id, { ...input, parties } as never);
  expect(problems).toEqual([]);
  await issueSeen(world, STAFF, id);
  await react(world, id);
  const state = async () => fold((await world.documents.load(id))!.events);
  const mails = (role: Role) =>
    world.mailer.letters.filter(({ to }) => to.address === input.parties[role].email);
  const holder = async (role: Role) => openLink(world, /http\S+\/sign#(\S+)/.exec(mails(role)[0]!.text)![1]!);
  const code = async (role: Role) => {
    await requestCode(world, await holder(role));
    await react(world, id);
    return /^\d{6}$/m.exec(mails(role).at(-1)!.text)![0];
  };
  return {
    world,
    logged,
    id,
    state,
    mails,
    holder,
    code,
    drawn: async (role: Role, revision: string, document = id) =>
      world.squareCodes.draw(printCode(world.linkSecret, { document, role, revision })),
    async upload(scan: Uint8Array, publication: string = PUBLICATION_VERSION) {
      const typed = await code('enterprise');
      const party = await holder('enterprise');
      const parts: string[] = [];
      for (let at = 0; at < scan.length; at += 100_000)
        parts.push(await receivePart(world, party, typed, scan.subarray(at, at + 100_000)));
      await receiveScan(world, party, { code: typed, publication, parts });
      await react(world, id);
      return (await state()).parties.enterprise.other!.scan!;
    },
    async signOverLink(role: Role) {
      const typed = await code(role);
      const shown = (await state()).revisions.at(-1)!.sha256;
      const submitted = { code: typed, consent: CONSENT_VERSION, publication: PUBLICATION_VERSION, shown };
      await consent(world, await holder(role), submitted);
      await react(world, id);
    },
  };
}

test('one of three seals on paper: invited to, uploads, is confirmed, and the pledge is published with the way named', async () => {
  const { world, logged, id, state, mails, upload, drawn, signOverLink } = await issued();
  expect(mails('enterprise')[0]!.text).toContain('签署方式：纸质盖章（扫描件核对）');
  expect(mails('enterprise')[0]!.text).toContain('下载打印件');
  expect(mails('county')[0]!.text).toContain('签署方式：平台电子签名');
  await signOverLink('drc');
  const { revisions, parties } = await state();
  const revision = revisions.at(-1)!.sha256;
  // Made anew when another party had signed.
  expect(parties.enterprise.other?.print?.revision).toBe(revision);

  const scan = await upload(scannedPdf([page(await drawn('enterprise', revision)), page()]));
  expect(scan).toMatchObject({ finding: 'bound', revision, pages: 2 });
  expect((await state()).parties.enterprise.signed).toBeUndefined();
  const seen = { role: 'enterprise' as const, scan: scan.scan };
  await expect(confirmScan(world, STAFF, id, { ...seen, checked: false })).rejects.toMatchObject({
    code: 'scan.unchecked',
  });
  await confirmScan(world, STAFF, id, { ...seen, checked: true });
  await react(world, id);
  await signOverLink('county');
  expect(logged).toEqual([]);

  const end = await state();
  expect(end.status).toBe('published');
  const { anchors } = await world.authority();
  const file = await world.files.get(end.revisions.at(-1)!.sha256);
  const verification = await verifySignedPdf(file, anchors, {
    baseSha256: end.issue!.base,
  });
  expect(verification.verdict).toBe('sound');
  const { signatures } = verification as Extract<typeof verification, { verdict: 'sound' }>;
  expect(signatures.map(({ field, subject }) => [field, wayOfSubject(subject)])).toEqual([
    ['drc', 'link'],
    ['enterprise', 'wet-seal'],
    ['county', 'link'],
  ]);
  // Nothing of the party's person, and the platform's own name.
  expect(signatures[1]!.subject).toMatchObject({ person: '联签平台', role: '纸质盖章扫描件核对' });
  const reason = Buffer.from(`纸质盖章扫描件已核对：SHA-256 ${scan.scan}`, 'utf16le').swap16();
  const written = Buffer.from(file).toString('latin1').toLowerCase();
  expect(written.includes(reason.toString('hex'))).toBe(true);
  const record = JSON.parse(
    new TextDecoder().decode((await world.site.read(`pledges/${end.issue!.number}/pledge.json`))!.bytes),
  );
  expect(record.parties.map((party: { way: string }) => party.way)).toEqual(['link', 'link', 'wet-seal']);
});

describe('a scan', () => {
  test('of another document, of another party, or of a file that is none of its revisions is sent back by mail', async () => {
    const { upload, drawn, state, mails } = await issued();
    const { base } = (await state()).issue!;
    const cases = [
      [await drawn('enterprise', base, 'anotherdocument'), 'other-document', '另一份文书'],
      [await drawn('county', base), 'other-party', '另一签署方'],
      [await drawn('enterprise', 'a'.repeat(64)), 'other-revision', '任何版本都不一致'],
    ] as const;
    for (const [code, finding, words] of cases) {
      const scan = await upload(png(page(code)));
      expect(scan.finding).toBe(finding);
      expect(scan.refused).toBeDefined();
      const { subject, text } = mails('enterprise').at(-1)!;
      expect(subject).toContain('盖章扫描件未通过核对');
      expect(text).toContain(words);
    }
  });

  test('of an older revision counts: it differs only by what others have signed since', async () => {
    const { upload, drawn, state, signOverLink } = await issued();
    const { base } = (await state()).issue!;
    await signOverLink('county');
    expect(await upload(png(page(await drawn('enterprise', base))))).toMatchObject({
      finding: 'bound',
      revision: base,
    });
  });

  test('without a code is for staff to look at; what staff refuse is said to the party, which sends another', async () => {
    const { world, id, upload, drawn, state, mails } = await issued();
    const first = await upload(png(page()));
    expect(first).toMatchObject({ finding: 'no-code', pages: 1 });
    expect(first.refused).toBeUndefined();
    // The machine and the clock leave it to staff.
    expect(await world.documents.due('2027-12-31T00:00:00.000Z', 10)).toContain(id);
    await refuseScan(world, STAFF, id, {
      role: 'enterprise',
      scan: first.scan,
      reason: '第三页的印章不清晰',
    });
    await react(world, id);
    expect(mails('enterprise').at(-1)!.text).toContain('原因：第三页的印章不清晰');
    const second = await upload(png(page(await drawn('enterprise', (await state()).issue!.base))));
    expect(second.finding).toBe('bound');
    await confirmScan(world, STAFF, id, { role: 'enterprise', scan: second.scan, checked: true });
    await react(world, id);
    expect((await state()).parties.enterprise.signed).toBeDefined();
  });
});
