// The evidence report of parties that sealed: every print, scan and seal with its digest, who decided, and why.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { httpSealProvider } from '../../functions/adapters/http-seal-provider.ts';
import { fold } from '../../functions/domain/document.ts';
import { sha256 } from '../../functions/domain/trail.ts';
import { agreedWords } from '../../functions/handlers/agreed-words.ts';
import { PUBLICATION_TEXTS } from '../../functions/pages/sign/consent.ts';
import { readRevisions } from '../../functions/sign/revisions.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { readBody } from '../../functions/typeset/read-text.ts';
import { auditSignatures } from '../../functions/workflow/audit-signatures.ts';
import { confirmSeal, requestSeal, setSealAside } from '../../functions/workflow/e-seal.ts';
import { makeEvidence, readReport, requestEvidence } from '../../functions/workflow/evidence.ts';
import { react } from '../../functions/workflow/react.ts';
import { PUBLICATION_VERSION, requestCode } from '../../functions/workflow/signer.ts';
import { signHead } from '../../functions/workflow/trail-head.ts';
import { confirmScan, refuseScan } from '../../functions/workflow/wet-seal.ts';
import { exampleSealProvider } from '../fakes/example-seal-provider.ts';
import { memoryDocumentStore } from '../fakes/memory-document-store.ts';
import { page, png, scannedPdf } from './scanned.ts';
import { STAFF, sealingWorld } from './sealing-world.ts';

const squeezed = (text: string) => text.replace(/\s/g, '');
const role = 'enterprise' as const;

async function pdfOf({ world, id, state }: Awaited<ReturnType<typeof sealingWorld>>): Promise<Uint8Array> {
  await requestEvidence(world, STAFF, id);
  await react(world, id);
  const { sequence } = (await state()).evidence.reports.at(-1)!;
  return (await readReport(world, STAFF, id, sequence)).bytes;
}

const textOf = async (pdf: Uint8Array) => squeezed((await readBody(pdf)).join(''));

/** Name and digest of what a report carries, as the verifier tells them. */
async function carriedBy(
  { world }: Awaited<ReturnType<typeof sealingWorld>>,
  pdf: Uint8Array,
): Promise<Record<string, string>> {
  const { anchors } = await world.authority();
  const found = await verifySignedPdf(pdf, anchors, { fields: ['platform'] });
  if (found.verdict !== 'sound') throw new Error(`${found.rule}: ${found.detail}`);
  return Object.fromEntries((found.files ?? []).map(({ name, sha256 }) => [name, sha256]));
}

async function auditOf({ world, id, state }: Awaited<ReturnType<typeof sealingWorld>>): Promise<string[]> {
  const findings: string[] = [];
  const { events } = (await world.documents.load(id))!;
  await auditSignatures(world, await state(), events, (kind, path) => void findings.push(`${kind} ${path}`));
  return findings;
}

const partOf = (pdf: Uint8Array) =>
  /<pdfaid:part>(\d)<\/pdfaid:part>/.exec(Buffer.from(pdf).toString('latin1'))?.[1];

describe('of a party that sealed on paper', () => {
  let made: Awaited<ReturnType<typeof sealingWorld>>;
  let text: string;
  let pdf: Uint8Array;
  let scans: string[];
  beforeAll(async () => {
    made = await sealingWorld('wet-seal');
    const { world, id, upload, drawn, state } = made;
    const { squareCodes } = world;
    const looksAtOne: typeof squareCodes.read = async (pictures) => squareCodes.read(pictures.slice(0, 1));
    world.squareCodes = { ...squareCodes, read: looksAtOne };
    const first = await upload(scannedPdf([page(), page()]));
    world.squareCodes = squareCodes;
    await refuseScan(world, STAFF, id, { role, scan: first.scan, reason: '第三页的印章不清晰' });
    await react(world, id);
    const second = await upload(png(page(await drawn(role, (await state()).issue!.base))));
    await confirmScan(world, STAFF, id, { role, scan: second.scan, checked: true });
    await react(world, id);
    scans = [first.scan, second.scan];
    pdf = await pdfOf(made);
    text = await textOf(pdf);
  });
  afterAll(() => made.dispose());

  test('carries each scan as it came, the one that was sent back too, under the name and digest that it prints', async () => {
    const [first, second] = scans as [string, string];
    const names = { 'scan-enterprise-1.pdf': first, 'scan-enterprise-2.png': second };
    expect(await carriedBy(made, pdf)).toEqual(names);
    for (const [name, digest] of Object.entries(names)) {
      expect(text).toMatch(new RegExp(`SHA-256：${digest}SM3：.{1,80}字节，原样附入本报告，附件名${name}`));
      expect(text).toMatch(new RegExp(`盖章扫描件${name}SHA-256：${digest}`));
      expect(Buffer.from(pdf).includes(Buffer.from(await made.world.files.get(digest)))).toBe(true);
    }
  });

  test('claims the part of PDF/A that lets files in', () => {
    expect(partOf(pdf)).toBe('3');
  });

  test('is the same again of the same trail, with all that it carries, but for its signature', async () => {
    const { world, id, state } = made;
    const { through } = (await state()).evidence.reports[0]!;
    const stored = (await world.documents.load(id))!;
    const events = stored.events.slice(0, through);
    const twin = memoryDocumentStore();
    await twin.create({ ...stored, version: through, events, head: await signHead(world, id, events) });
    await makeEvidence({ ...world, documents: twin }, id);
    const again = fold((await twin.load(id))!.events).evidence.reports[0]!;
    const [one, other] = [pdf, await world.files.get(again.file)].map((file) =>
      Buffer.from(file.subarray(0, readRevisions(file)[0]!.end)),
    );
    expect(other!.equals(one!)).toBe(true);
  });

  test('stands before an audit', async () => {
    expect(await auditOf(made)).toEqual([]);
  });

  test('is not made when what was printed lacks a file that it names', async () => {
    const { world, id, state } = made;
    const { print } = world.printer;
    const forgetful: typeof print = ({ files = [], ...asked }) => print({ ...asked, files: files.slice(1) });
    await requestCode(world, { document: id, role: 'county' });
    await requestEvidence(world, STAFF, id);
    const before = (await state()).evidence.reports.length;
    const bad = { ...world, printer: { ...world.printer, print: forgetful } };
    await expect(makeEvidence(bad, id)).rejects.toThrow('it does not carry the files that it names');
    expect((await state()).evidence.reports).toHaveLength(before);
  });

  test('says which print was made of which file', async () => {
    const { print, revision } = (await made.state()).parties.enterprise.other!.print!;
    expect(text).toContain(`所印文件SHA-256：${revision}`);
    expect(text).toContain(`打印件SHA-256：${print}`);
  });

  test('has each upload with its parts and the digest of what is kept', async () => {
    const { events } = (await made.world.documents.load(made.id))!;
    const parts = events.flatMap((event) => (event.kind === 'PartStored' ? [event.part] : []));
    expect(parts.length).toBeGreaterThan(1);
    for (const digest of [...parts, ...scans]) expect(text).toContain(digest);
    for (const scan of scans) expect(sha256(await made.world.files.get(scan))).toBe(scan);
    expect(text).toContain('盖章扫描件（第2次上传）');
  });

  test('says what the code on it said, who compared it, and why the first was sent back', async () => {
    const { base } = (await made.state()).issue!;
    expect(text).toMatch(/没有识别到打印件上的二维码[^（]*（图像2页，其中识读1页）/);
    expect(text).toContain('与签发文件一致（图像1页，均已识读）');
    expect(text).toContain('理由：第三页的印章不清晰');
    expect(text).toContain(`二维码所载文件摘要（SHA-256）：${base}`);
    const who = `${STAFF.organization}（工作人员标识：${STAFF.id}）`;
    expect(text).toContain(`确认与签发文件一致，印章清晰${who}`);
    expect(text).toContain('不是该方自己的电子签名');
    expect(text).toContain('平台就投资运营主体的纸质盖章作出的签名已写入文件');
    expect(text).not.toContain('投资运营主体的电子签名');
  });

  test('has the separate consent to publication, by version and in full', () => {
    expect(text).toContain(`同意书${PUBLICATION_VERSION}版（上传时另行勾选`);
    for (const line of PUBLICATION_TEXTS[PUBLICATION_VERSION]!.split('\n'))
      expect(text).toContain(squeezed(line));
  });
});

describe('of a party that sealed with a provider', () => {
  let made: Awaited<ReturnType<typeof sealingWorld>>;
  let text: string;
  let pdf: Uint8Array;
  let waiting: string;
  let provider: Awaited<ReturnType<typeof exampleSealProvider>>;
  beforeAll(async () => {
    provider = await exampleSealProvider();
    const { url, token, key } = provider;
    const seals = httpSealProvider({ url, token, key, name: '示例统一电子印章系统' });
    made = await sealingWorld('e-seal', { parts: { seals } });
    const { world, id, code, holder, state } = made;
    const ask = async (words: string) => {
      const publication = PUBLICATION_VERSION;
      const given = { code: await code(role), publication, words: { publication: words } };
      await requestSeal(world, await holder(role), given);
      await react(world, id);
      return (await state()).parties.enterprise.other!.seal!.reference!;
    };
    const answered = async () => {
      world.clock.advance(120_000);
      await react(world, id);
      return (await state()).parties.enterprise.other!.seal?.received?.evidence ?? '';
    };
    // What a provider says is anybody's text.
    provider.refuse(await ask('当时所见的文字'), '印章已停用\u202e😀');
    await answered();
    provider.seal(await ask(agreedWords({ publication: PUBLICATION_VERSION }).publication!), {
      owner: undefined,
      sealedAt: world.clock.now(),
    });
    const aside = { role, evidence: await answered(), reason: '所盖的是分公司的印章' };
    waiting = await textOf(await pdfOf(made));
    await setSealAside(world, STAFF, id, aside);
    await react(world, id);
    provider.seal(await ask('当时所见的文字'), { owner: undefined, sealedAt: world.clock.now() });
    await confirmSeal(world, STAFF, id, { role, evidence: await answered(), checked: true });
    await react(world, id);
    pdf = await pdfOf(made);
    text = await textOf(pdf);
  });
  afterAll(async () => {
    made.dispose();
    await provider.close();
  });

  test('carries what the provider gave, the evidence that was set aside too, and of a refusal nothing', async () => {
    const { events } = (await made.world.documents.load(made.id))!;
    const [aside, taken] = events.flatMap((event) => (event.kind === 'SealReceived' ? [event.evidence] : []));
    expect(await carriedBy(made, pdf)).toEqual({
      'seal-enterprise-2.bin': aside,
      'seal-enterprise-3.bin': taken,
    });
    expect(text).toContain('原样附入本报告，附件名seal-enterprise-3.bin');
  });

  test('says what was sent to the provider, what came back, and what of it was verified', async () => {
    const { seal } = (await made.state()).parties.enterprise.other!;
    const { reference, revision, received } = seal!;
    expect(text).toContain(`申请编号${reference}`);
    expect(text).toContain(`送交用印的文件（SHA-256）：${revision}`);
    expect(text).toContain('示例统一电子印章系统，第1次查询时收到');
    expect(text).toContain(`印章编号：${received!.seal}`);
    expect(text).toContain(`用印凭证（SHA-256）：${received!.evidence}`);
    expect(text).toContain('没有核验：用印凭证内部的签章数据；用印单位，服务商没有载明');
  });

  test('says of one that staff have not looked at yet that it waits for them', () => {
    expect(waiting).toContain('结果待工作人员核对');
    expect(text).not.toContain('结果待工作人员核对');
  });

  test('has those that were not taken too, with the reason of staff and of the provider', () => {
    expect(text).toContain('用印申请（第3次）');
    expect(text).toContain('理由：所盖的是分公司的印章');
    expect(text).toContain('理由：印章已停用??');
    expect(text).toContain(`确认用印凭证与签发文件、用印单位一致${STAFF.organization}`);
  });

  test('has the words that stood there when publication was agreed to, not those of today', () => {
    expect(text).toContain('当时所见的文字');
    expect(text).toContain(squeezed(PUBLICATION_TEXTS[PUBLICATION_VERSION]!.split('\n')[1]!));
  });
});
