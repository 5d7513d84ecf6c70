// A party that sealed on paper or by way of a provider: the platform's signature is not taken for the party's own.
import { beforeAll, expect, test } from '@jest/globals';
import { checkFile } from '../../functions/check/check-file.ts';
import type { CheckReport } from '../../functions/check/report.ts';
import { reportWords } from '../../functions/check/report-words.ts';
import { platformSubject } from '../../functions/domain/platform-mark.ts';
import { concatenate } from '../../functions/sign/bytes.ts';
import { authority, base, signAs } from '../sign/sample-documents.ts';

const SCAN = '5a'.repeat(32);
const EVIDENCE = 'e5'.repeat(32);
const PLATFORM = '西宁市发展和改革委员会';

let report: CheckReport;
let broken: CheckReport;
let overLinks: CheckReport;
beforeAll(async () => {
  const issuer = await authority();
  const wet = platformSubject('wet-seal', PLATFORM);
  const seal = platformSubject('e-seal', PLATFORM);
  let file = await base();
  const scanned = `纸质盖章扫描件已核对：SHA-256 ${SCAN}`;
  const sealed = `电子印章办理结果已核验：某服务商，印章 1，凭证 SHA-256 ${EVIDENCE}`;
  file = await signAs('county', file, issuer, { said: { subject: wet, reason: scanned } });
  file = await signAs('enterprise', file, issuer, { said: { subject: seal, reason: sealed } });
  file = await signAs('drc', file, issuer);
  const question = {
    roots: [issuer.certificate],
    timeRoots: [],
    register: { state: 'not-asked' } as const,
    now: '2026-11-24T02:00:00.000Z',
  };
  report = await checkFile(file, question);
  overLinks = await checkFile(await signAs('drc', await base(), issuer), question);
  broken = await checkFile(concatenate(file, new TextEncoder().encode('%\n')), question);
});

test('the report tells the way, the digest of what was looked at, and no credit code', () => {
  const told = report.parties.map(({ field, way, organizationCode, evidence }) => ({
    field,
    way,
    organizationCode,
    evidence,
  }));
  expect(told).toEqual([
    { field: 'county', way: 'wet-seal', organizationCode: '', evidence: SCAN },
    { field: 'enterprise', way: 'e-seal', organizationCode: '', evidence: EVIDENCE },
    { field: 'drc', way: 'link', organizationCode: '116302000150000000', evidence: undefined },
  ]);
});

test.each([
  ['zh', '在纸质文书上盖章', '通过电子印章服务商用印', '不是该方自己的电子签名', '以纸质原件为准'],
  ['en', 'sealed on paper', 'a provider of electronic seals', 'not of the party', 'shows on the paper'],
] as const)('the sentences in %s say whose signature it is', (language, paper, provider, whose, note) => {
  const { parties, revisions, note: notes, ...words } = reportWords(report, language);
  expect(parties.map(({ code }) => code)).toEqual(['', '', '116302000150000000']);
  expect(parties[0]!.organization).toContain(paper);
  expect(parties[1]!.organization).toContain(provider);
  for (const [{ signer }, digest] of [[parties[0]!, SCAN] as const, [parties[1]!, EVIDENCE] as const])
    for (const part of [whose, digest, PLATFORM]) expect(signer).toContain(part);
  expect(notes).toContain(note);
  const all = JSON.stringify([parties, revisions, words]);
  expect(all).not.toContain('lianqian:');
  for (const revision of revisions.slice(1, 3)) expect(revision).not.toContain(PLATFORM);
  expect(revisions[3]).toContain('海东市发展和改革委员会');
});

test('of a file that was signed over links alone nobody reads of a seal', () => {
  expect(overLinks.parties.map(({ way }) => way)).toEqual(['link']);
  for (const language of ['zh', 'en'] as const)
    expect(JSON.stringify(reportWords(overLinks, language))).not.toMatch(/印章|公章|\bseal/);
});

test('the part of a broken file that is in order names them so too', () => {
  expect(broken.broken?.intact?.parties.map(({ evidence }) => evidence)).toEqual([SCAN, EVIDENCE, undefined]);
  expect(reportWords(broken, 'zh').where).toContain(
    '含平台的电子签名（县（市、区、行委）政府在纸上盖章，扫描件已核对）、平台的电子签名（',
  );
});
