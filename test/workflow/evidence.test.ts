// The evidence report: what it says, who signs it, who may have it, and where acts come from.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import type { DocumentEvent } from '../../functions/domain/event.ts';
import { linkToken, oneTimeCode } from '../../functions/domain/link.ts';
import { Refusal } from '../../functions/domain/refusal.ts';
import { brokenAt, eventDigest, extendTrail } from '../../functions/domain/trail.ts';
import { agreedWords } from '../../functions/handlers/agreed-words.ts';
import { CONSENT_TEXTS, PUBLICATION_TEXTS } from '../../functions/pages/sign/consent.ts';
import type { StoredDocument } from '../../functions/ports/document-store.ts';
import { readRevisions } from '../../functions/sign/revisions.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { readBody } from '../../functions/typeset/read-text.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { makeEvidence, readReport, requestEvidence } from '../../functions/workflow/evidence.ts';
import { issue } from '../../functions/workflow/issue.ts';
import { react } from '../../functions/workflow/react.ts';
import {
  CONSENT_VERSION,
  consent,
  decline,
  openLink,
  PUBLICATION_VERSION,
  requestCode,
} from '../../functions/workflow/signer.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { signHead } from '../../functions/workflow/trail-head.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { memoryDocumentStore } from '../fakes/memory-document-store.ts';
import { smallPrinter } from './small-types.ts';
import { issueSeen, START, testWorld } from './test-world.ts';

const STAFF: Staff = { id: 'qinghai', name: '马文斌', organization: '青海省发展和改革委员会', scope: '63' };
const ELSEWHERE: Staff = { ...STAFF, id: 'haidong', scope: '6302' };
const FROM = { address: '203.0.113.7', userAgent: 'Mozilla/5.0 (office)' };
const { world, dispose } = testWorld();
afterAll(dispose);

const events = async (id: string): Promise<DocumentEvent[]> => (await world.documents.load(id))!.events;
const state = async (id: string) => fold(await events(id));
const squeezed = (text: string) => text.replace(/\s/g, '');
const textOf = async (pdf: Uint8Array) => squeezed((await readBody(pdf)).join(''));

async function issued(): Promise<string> {
  const { id } = await draft(world, STAFF, 'pledge', sampleOn(PLEDGE, START.slice(0, 10)));
  await issueSeen(world, STAFF, id);
  await react(world, id);
  return id;
}

async function code(id: string): Promise<string> {
  const holder = { document: id, role: 'drc' as const };
  await requestCode(world, holder, { ...FROM, forwarded: '198.51.100.4' });
  await react(world, id);
  return /^\d{6}$/m.exec(world.mailer.letters.at(-1)!.text)![0];
}

async function consentOfDrc(id: string): Promise<{ token: string; digits: string }> {
  const token = linkToken(world.linkSecret, { document: id, role: 'drc' });
  const holder = await openLink(world, token, FROM);
  const digits = await code(id);
  const versions = { consent: CONSENT_VERSION, publication: PUBLICATION_VERSION };
  const shown = (await state(id)).issue!.base;
  await consent(world, holder, { code: digits, shown, ...versions, words: agreedWords(versions) }, FROM);
  await react(world, id);
  return { token, digits };
}

async function report(id: string): Promise<Uint8Array> {
  await requestEvidence(world, STAFF, id);
  await react(world, id);
  const { sequence } = (await state(id)).evidence.reports.at(-1)!;
  return (await readReport(world, STAFF, id, sequence)).bytes;
}

describe('the report of a document that one party has signed', () => {
  let id: string;
  let pdf: Uint8Array;
  let text: string;
  let secrets: { token: string; digits: string };
  beforeAll(async () => {
    id = await issued();
    secrets = await consentOfDrc(id);
    pdf = await report(id);
    text = await textOf(pdf);
  });

  test('is signed by the platform, for nobody else', async () => {
    const { anchors } = await world.authority();
    const verification = await verifySignedPdf(pdf, [...anchors], { fields: ['platform'] });
    expect(verification).toMatchObject({
      verdict: 'sound',
      signatures: [{ field: 'platform', subject: { person: '联签平台', organization: 'Test' } }],
    });
    const made = (await events(id)).find((event) => event.kind === 'EvidenceMade')!;
    expect(made).toMatchObject({
      serial: verification.verdict === 'sound' && verification.signatures[0]!.serial,
      through: made.sequence - 1,
    });
  });

  test('carries no file where nobody sealed, and claims what the documents claim', async () => {
    const { anchors } = await world.authority();
    expect(await verifySignedPdf(pdf, [...anchors])).not.toHaveProperty('files');
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(raw).not.toContain('EmbeddedFile');
    expect(text).not.toContain('附入');
  });

  test('has every event before it with its digest', async () => {
    const told = (await events(id)).filter(({ kind }) => kind !== 'EvidenceMade');
    for (const event of told) expect(text).toContain(eventDigest(event));
    expect(brokenAt(await events(id))).toBeUndefined();
  });

  test('says what was shown, from where each act came, and by which one channel the person was known', async () => {
    const { issue: made, parties } = await state(id);
    expect(text).toContain(`SHA-256：${made!.base}`);
    expect(text).toMatch(/SM3：([0-9a-f]{64}|本机不能计算)/);
    expect(text).toContain(squeezed(FROM.address + FROM.userAgent));
    expect(text).toContain('代理转述：198.51.100.4');
    expect(text).toContain('属于同一个识别因素');
    expect(text).toContain(parties.drc.signed!.serial);
    expect(text).toContain(world.mailer.letters[0]!.messageId);
  });

  test('has the words agreed to in full, of both consents', () => {
    for (const line of CONSENT_TEXTS[CONSENT_VERSION]!.split('\n')) expect(text).toContain(squeezed(line));
    for (const line of PUBLICATION_TEXTS[PUBLICATION_VERSION]!.split('\n'))
      expect(text).toContain(squeezed(line));
  });

  test('opens nothing: no link, no code', () => {
    expect(text).not.toContain(secrets.token.split('.')[2]!);
    // Not as a number of its own: among a hundred digests six digits may stand by chance.
    expect(text).not.toMatch(new RegExp(`(?<![0-9a-f])${secrets.digits}(?![0-9a-f])`));
  });

  test('is for those alone who may see the document', async () => {
    const { sequence } = (await state(id)).evidence.reports[0]!;
    const unknown = new Refusal('document.unknown');
    await expect(readReport(world, ELSEWHERE, id, sequence)).rejects.toEqual(unknown);
    await expect(requestEvidence(world, ELSEWHERE, id)).rejects.toEqual(unknown);
    await expect(readReport(world, STAFF, id, sequence - 1)).rejects.toEqual(unknown);
    expect([...world.site.files.keys()].filter((path) => path.includes('evidence'))).toEqual([]);
  });

  test('is not made again while nothing has happened since; whoever asks is on record when it is', async () => {
    const before = await events(id);
    await requestEvidence(world, STAFF, id);
    expect(await events(id)).toEqual(before);
    await requestCode(world, { document: id, role: 'county' }, FROM);
    await requestEvidence(world, STAFF, id);
    const asked = (await events(id)).at(-1)!;
    expect(asked).toMatchObject({ kind: 'EvidenceRequested', by: { kind: 'staff', id: 'qinghai' } });
    await react(world, id);
    const { reports, pending } = (await state(id)).evidence;
    expect([reports.length, pending]).toEqual([2, false]);
  });

  test('is the same again of the same trail, but for its signature', async () => {
    const { through } = (await state(id)).evidence.reports[0]!;
    const twin = memoryDocumentStore();
    const stored = (await world.documents.load(id))!;
    const trail = stored.events.slice(0, through);
    await twin.create({ ...stored, version: through, events: trail, head: await signHead(world, id, trail) });
    await makeEvidence({ ...world, documents: twin }, id);
    const made = fold((await twin.load(id))!.events).evidence.reports[0]!;
    const [one, other] = [pdf, await world.files.get(made.file)].map((file) => {
      const { end } = readRevisions(file)[0]!;
      return file.subarray(0, end);
    });
    expect(Buffer.from(other!).equals(one!)).toBe(true);
  });
});

test.each<[string, string, (stored: StoredDocument) => StoredDocument]>([
  ['as it stands', '序号和摘要连续，末条记录的平台签名有效', (stored) => stored],
  [
    'whose events after the issue were taken away, and the report asked for again',
    '序号和摘要连续；但末条记录没有有效的平台签名',
    (stored) => {
      const { events } = stored;
      const { sequence, at, by } = events.at(-1)!;
      const trail = [
        ...events.slice(0, -2),
        ...extendTrail(events.slice(0, -2), [{ kind: 'EvidenceRequested' }], at, by),
      ];
      return { ...stored, events: trail, version: sequence - 1 };
    },
  ],
  [
    'whose event before the last was taken away',
    '序号或者摘要不连续',
    (stored) => ({
      ...stored,
      events: stored.events.filter(({ sequence }) => sequence !== stored.version - 1),
      version: stored.version - 1,
    }),
  ],
])('of a trail %s it says: %s', async (_, words, change) => {
  const id = await issued();
  await requestEvidence(world, STAFF, id);
  const twin = memoryDocumentStore();
  await twin.create(change((await world.documents.load(id))!));
  await makeEvidence({ ...world, documents: twin }, id);
  const made = fold((await twin.load(id))!.events).evidence.reports[0]!;
  expect(await textOf(await world.files.get(made.file))).toContain(words);
});

test('a report begun before it was asked for again does not answer the second request', async () => {
  const id = await issued();
  await requestEvidence(world, STAFF, id);
  const stale = (await world.documents.load(id))!;
  await react(world, id);
  await requestCode(world, { document: id, role: 'drc' }, FROM);
  await requestEvidence(world, STAFF, id);
  const { sequence } = (await events(id)).at(-1)!;
  let loads = 0;
  const load = async () => (loads++ === 0 ? stale : world.documents.load(id));
  await makeEvidence({ ...world, documents: { ...world.documents, load } }, id);
  expect((await state(id)).evidence).toMatchObject({ pending: true, reports: { length: 1 } });
  await react(world, id);
  const { pending, reports } = (await state(id)).evidence;
  expect(pending).toBe(false);
  expect(reports.at(-1)!.through).toBeGreaterThanOrEqual(sequence);
});

test('an act that is refused leaves no file, and one that counts leaves one with a salt of its own', async () => {
  const id = await issued();
  const holder = { document: id, role: 'drc' as const };
  const before = world.files.files.size;
  for (let i = 0; i < 5; i += 1) await requestCode(world, holder, FROM);
  await expect(requestCode(world, holder, FROM)).rejects.toEqual(new Refusal('code.too-many'));
  const digests = (await events(id)).flatMap((event) =>
    event.kind === 'CodeRequested' ? [event.evidence!] : [],
  );
  expect(new Set(digests).size).toBe(5);
  expect(world.files.files.size - before).toBe(5);
  const kept = JSON.parse(Buffer.from(await world.files.get(digests[0]!)).toString());
  expect(kept).toMatchObject({ document: id, role: 'drc', act: 'CodeRequested', from: FROM });
  expect(JSON.stringify(await events(id))).not.toContain(FROM.address);
});

test('an act that was decided again, because others were first, leaves one file all the same', async () => {
  const id = await issued();
  const before = world.files.files.size;
  const roles = ['drc', 'county', 'enterprise'] as const;
  await Promise.all(roles.map((role) => requestCode(world, { document: id, role }, FROM)));
  expect(world.files.files.size - before).toBe(3);
});

test('one who declined is reported with the reason; a draft has nothing to report', async () => {
  const id = await issued();
  const holder = { document: id, role: 'county' as const };
  await requestCode(world, holder, FROM);
  const code = oneTimeCode(world.linkSecret, holder, 1);
  await decline(world, holder, { code, reason: '用地红线与实际不符，请核对。' }, FROM);
  await react(world, id);
  expect(await textOf(await report(id))).toContain('用地红线与实际不符，请核对。');
  const { id: young } = await draft(world, STAFF, 'pledge', {});
  await expect(requestEvidence(world, STAFF, young)).rejects.toEqual(new Refusal('evidence.not-issued'));
});

test('what a browser calls itself is anybody’s text, and is printed so that it can be read back', async () => {
  const id = await issued();
  const hostile = { address: '2001:db8::1', userAgent: '</td><script>‮猫{{x}}\u0000' };
  await openLink(world, linkToken(world.linkSecret, { document: id, role: 'drc' }), hostile);
  expect(await textOf(await report(id))).toContain('</td><script>??{{x}}?');
});

test('a type with a box for the platform is not issued', async () => {
  const source =
    '<h1>文书</h1><signatures><signature field="platform" label="平台" organization="平台"/></signatures>';
  const { id } = await draft(world, STAFF, 'pledge', sampleOn(PLEDGE, START.slice(0, 10)));
  const own = smallPrinter(source);
  const printer = {
    ...own,
    print: (print: Parameters<typeof own.print>[0]) =>
      own.print({ ...print, type: { ...print.type, id: 'report' } }),
  };
  await expect(issue({ ...world, printer }, id, { kind: 'workflow' })).rejects.toThrow(/boxes/);
});
