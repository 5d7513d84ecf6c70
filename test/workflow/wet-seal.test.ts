// A party that seals on paper: printed, scanned, read by the machine, compared by staff, and vouched for by the platform.
import { afterAll, describe, expect, test } from '@jest/globals';
import { wayOfSubject } from '../../functions/domain/platform-mark.ts';
import { scanReadWords } from '../../functions/domain/way.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { react } from '../../functions/workflow/react.ts';
import { PUBLICATION_VERSION } from '../../functions/workflow/signer.ts';
import {
  confirmScan,
  MOST_PARTS,
  receivePart,
  receiveScan,
  refuseScan,
} from '../../functions/workflow/wet-seal.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { page, png, scannedPdf } from './scanned.ts';
import { STAFF, sealingWorld } from './sealing-world.ts';

const disposals: (() => void)[] = [];
afterAll(() => {
  for (const dispose of disposals) dispose();
});

async function issued(type = PLEDGE) {
  const made = await sealingWorld('wet-seal', { type });
  disposals.push(made.dispose);
  return made;
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
  expect(scan).toMatchObject({ finding: 'bound', revision, pages: 2, looked: 2 });
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

  test('of which not every picture could be looked at is not called bound: staff are told how many were', async () => {
    const { world, id, upload, drawn, state } = await issued();
    const { squareCodes } = world;
    const stops = (at: number): typeof squareCodes => ({
      ...squareCodes,
      read: async (pictures) => ({ ...(await squareCodes.read(pictures.slice(0, at))), looked: at }),
    });
    const { base } = (await state()).issue!;
    const ours = page(await drawn('enterprise', base));
    const theirs = page(await drawn('enterprise', base, 'anotherdocument'));
    world.squareCodes = stops(2);
    const scan = await upload(scannedPdf([ours, page(), theirs]));
    expect(scan).toMatchObject({ finding: 'partly-bound', revision: base, pages: 3, looked: 2 });
    expect([scan.refused, scan.confirmed]).toEqual([undefined, undefined]);
    expect(scanReadWords(scan as Parameters<typeof scanReadWords>[0])).toContain('图像3页，其中识读2页');
    const reason = '第三页是另一份文书';
    await refuseScan(world, STAFF, id, { role: 'enterprise', scan: scan.scan, reason });
    world.squareCodes = stops(3);
    expect(await upload(scannedPdf([ours, page(), theirs, page()]))).toMatchObject({
      finding: 'other-document',
      pages: 4,
      looked: 3,
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

test('what is hostile or no scan harms nobody: it is refused at the door or sent back as unreadable', async () => {
  const { upload, state } = await issued();
  await expect(upload(new TextEncoder().encode('GIF89a/*<script>*/'))).rejects.toMatchObject({
    code: 'scan.kind',
  });
  const flood = png({ width: 8, height: 8, pixels: new Uint8Array(64) });
  new DataView(flood.buffer).setUint32(16, 30_000);
  new DataView(flood.buffer).setUint32(20, 30_000);
  const bomb =
    '%PDF-1.7\n1 0 obj << /Filter [/FlateDecode /FlateDecode] >> stream\nxx\nendstream\n/JavaScript /Launch';
  // Said at once, before anything of it is decoded, with what to do.
  await expect(upload(flood)).rejects.toMatchObject({
    code: 'scan.pixels',
    sentence: expect.stringContaining('请以200至300 dpi重新扫描后上传'),
  });
  const page = Buffer.from(scannedPdf([{ width: 8, height: 8, pixels: new Uint8Array(64) }]));
  const frame = page.indexOf(Buffer.of(0xff, 0xc0));
  page.writeUInt16BE(30_000, frame + 5);
  page.writeUInt16BE(30_000, frame + 7);
  await expect(upload(page)).rejects.toMatchObject({ code: 'scan.pixels' });
  for (const scan of [new TextEncoder().encode(bomb), Uint8Array.of(0xff, 0xd8, 0xff, 0xff, 0xff)]) {
    expect((await upload(scan)).finding).toBe('unreadable');
  }
  expect((await state()).parties.enterprise.other).toMatchObject({ scans: 2, returned: 2 });
});

test('the size of a picture is believed before a decoder is, so a truncated one is only not read', async () => {
  const { upload, drawn, state } = await issued();
  const whole = png(page(await drawn('enterprise', (await state()).issue!.base)));
  expect(await upload(whole.subarray(0, 300))).toMatchObject({ finding: 'no-code', pages: 1 });
});

test('a scan that came in time is waited for when the term ends; nothing else is', async () => {
  const { world, id, upload, drawn, state } = await issued();
  const scan = await upload(png(page(await drawn('enterprise', (await state()).issue!.base))));
  world.clock.set((await state()).issue!.dueAt);
  await react(world, id);
  expect((await state()).status).toBe('signing');
  await refuseScan(world, STAFF, id, { role: 'enterprise', scan: scan.scan, reason: '印章不清晰，请重扫' });
  world.clock.advance(60_000);
  await react(world, id);
  expect((await state()).status).toBe('expired');
});

test('a type whose pledge wants more than paper is completed and not published, and says so when it is drafted', async () => {
  const type = { ...PLEDGE, sufficient: { enterprise: ['link', 'e-seal'] as const } };
  const { world, id, upload, drawn, state, signOverLink, mails } = await issued(type);
  const scan = await upload(png(page(await drawn('enterprise', (await state()).issue!.base))));
  await confirmScan(world, STAFF, id, { role: 'enterprise', scan: scan.scan, checked: true });
  await react(world, id);
  await signOverLink('drc');
  await signOverLink('county');
  const end = await state();
  expect([end.status, end.issue?.insufficient]).toEqual(['signed', ['enterprise']]);
  expect(mails('drc').at(-1)!.subject).toContain('已签署完成');
  expect(await world.documents.due('2027-12-31T00:00:00.000Z', 10)).toEqual([]);
});

describe('the store', () => {
  const publication = PUBLICATION_VERSION;
  const scan = png(page());

  test('takes nothing from one without the code, of another way or without the consents; a wrong code counts', async () => {
    const { world, state, holder, code } = await issued();
    const [party, county] = [await holder('enterprise'), await holder('county')];
    const typed = await code('enterprise');
    const part = await receivePart(world, party, typed, scan);
    const ofCounty = await code('county');
    const before = world.files.files.size;
    const wrong = typed === '000000' ? '000001' : '000000';
    const given = { code: typed, publication, parts: [part] };
    const cases = [
      [party, { ...given, code: wrong }, 'code.wrong'],
      [party, { ...given, publication: '' }, 'consent.publication-missing'],
      [county, { ...given, code: ofCounty }, 'way.other'],
    ] as const;
    for (const [who, sent, refused] of cases)
      await expect(receiveScan(world, who, sent)).rejects.toMatchObject({ code: refused });
    expect(world.files.files.size).toBe(before);
    const { parties } = await state();
    expect(parties.enterprise.code?.failures).toBe(1);
    expect(parties.enterprise.other?.scan).toBeUndefined();
  });

  test('joins only what this party has stored under this code: no other file, and no part of an earlier code', async () => {
    const { world, id, state, holder, code } = await issued();
    const party = await holder('enterprise');
    const first = await code('enterprise');
    const part = await receivePart(world, party, first, scan);
    const { issue, parties } = await state();
    const before = world.files.files.size;
    for (const foreign of [issue!.base, issue!.data, parties.enterprise.other!.print!.print])
      await expect(
        receiveScan(world, party, { code: first, publication, parts: [part, foreign] }),
      ).rejects.toMatchObject({ code: 'scan.incomplete' });
    expect(world.files.files.size).toBe(before);
    const second = await code('enterprise');
    await expect(
      receiveScan(world, party, { code: second, publication, parts: [part] }),
    ).rejects.toMatchObject({ code: 'scan.incomplete' });
    expect(await receivePart(world, party, second, scan)).toBe(part);
    await receiveScan(world, party, { code: second, publication, parts: [part] });
    await react(world, id);
    expect((await state()).parties.enterprise.other?.scan?.finding).toBe('no-code');
  });

  test('takes two scans’ worth of parts under one code, also when they come at once; a part sent again is the same', async () => {
    const { world, id, holder, code } = await issued();
    const party = await holder('enterprise');
    const typed = await code('enterprise');
    const before = world.files.files.size;
    const send = (octet: number) => receivePart(world, party, typed, Uint8Array.of(octet));
    const sent = await Promise.allSettled(Array.from({ length: 30 }, (_, octet) => send(octet)));
    const refused = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(refused).toEqual(Array(30 - 2 * MOST_PARTS).fill('scan.parts-used-up'));
    expect(world.files.files.size - before).toBe(2 * MOST_PARTS);
    const kept = sent.findIndex(({ status }) => status === 'fulfilled');
    const { version } = (await world.documents.load(id))!;
    await send(kept);
    expect((await world.documents.load(id))!.version).toBe(version);
    // A new code gives room again.
    await receivePart(world, party, await code('enterprise'), Uint8Array.of(99));
  });
});
