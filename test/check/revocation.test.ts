// Revoked certificates: what the lists of the register at hand, and those kept in a file, do to a signature.
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { checkFile } from '../../functions/check/check-file.ts';
import type { Register } from '../../functions/check/register-answer.ts';
import { isSound } from '../../functions/check/report.ts';
import { reportWords } from '../../functions/check/report-words.ts';
import { archiveRevision } from '../../functions/sign/archive-revision.ts';
import { concatenate } from '../../functions/sign/bytes.ts';
import {
  type Authority,
  createIssuingCertificate,
  createRootCertificate,
  issueSignerCertificate,
} from '../../functions/sign/certificate-authority.ts';
import {
  bits,
  boolean,
  integer,
  members,
  objectId,
  octets,
  sequence,
  tagged,
} from '../../functions/sign/der.ts';
import { createOneShotKey } from '../../functions/sign/one-shot-key.ts';
import { lowS } from '../../functions/sign/p256.ts';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { signRevision } from '../../functions/sign/sign-revision.ts';
import { type TimeStampingAuthority, timeStampingAuthority } from '../fakes/time-stamping-authority.ts';
import { authority, base, certificateOptions, memoryKey, stamp, subject } from '../sign/sample-documents.ts';

const NOW = '2026-11-24T02:00:00.000Z';
const STAMPED = '2026-03-01T02:10:00Z';
const SIGNER = '4107';
const ISSUING = '4208';
const options = { ...certificateOptions, organization: subject.organization };
const pointing = (name: string) => ({ ...options, crlUrl: `https://elsewhere.example/public/ca/${name}` });

let time: TimeStampingAuthority;
let root: Authority;
let issuing: Authority;
/** Signed without a time-stamp, with one, and archived. */
let plain: Uint8Array;
let stamped: Uint8Array;
let archived: Uint8Array;

beforeAll(async () => {
  time = timeStampingAuthority({ now: () => new Date(STAMPED) });
  const [key, own] = [memoryKey(), memoryKey()];
  const rootOptions = { ...options, commonName: 'Root', serial: randomBytes(16), below: 1 };
  root = { key, certificate: await createRootCertificate(key, rootOptions) };
  const certificate = await createIssuingCertificate(root, await own.publicKey(), {
    ...pointing('root.crl'),
    commonName: 'Issuing',
    serial: Buffer.from(ISSUING, 'hex'),
  });
  issuing = { key: own, certificate };
  plain = await signed();
  stamped = await signed(async (value) => time.stamp(value));
  const lists = await Promise.all([list(issuing), list(root)]);
  archived = await archiveRevision(plain, {
    certificates: [issuing.certificate, root.certificate],
    lists,
    stamp: async (covered) => time.stamp(covered),
  });
});

async function signed(stamping?: (value: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  const key = createOneShotKey();
  const certificate = await issueSignerCertificate(issuing, subject, {
    ...pointing('issuing.crl'),
    publicKey: key.publicKey,
    serial: Buffer.from(SIGNER, 'hex'),
  });
  return signRevision(await base(), {
    ...{
      field: 'drc',
      reason: '签署',
      signerName: subject.person,
      signedAt: new Date('2026-03-01T02:00:00Z'),
    },
    certificate,
    chain: [issuing.certificate, root.certificate],
    sign: key.sign,
    appearance: stamp(),
    ...(stamping ? { stamp: stamping } : {}),
  });
}

interface Told {
  revoked?: { serial: string; at: string };
  from?: string;
  until?: string;
}

const list = (by: Authority, { revoked, from = '2026-02-20', until = '2027-02-20' }: Told = {}) =>
  createRevocationList(by, {
    thisUpdate: new Date(from),
    nextUpdate: new Date(until),
    number: 1,
    ...(revoked ? { revoked: [{ serial: revoked.serial, at: new Date(revoked.at) }] } : {}),
  });

/** A register with these files, which notes what it was asked for. */
function register(files: Record<string, Uint8Array | undefined>): Register & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    record: async () => ({ state: 'no-answer' }),
    async list(name) {
      asked.push(name);
      return files[name];
    },
  };
}
const having = async (ofIssuing: Told = {}, ofRoot: Told = {}) =>
  register({ 'issuing.crl': await list(issuing, ofIssuing), 'root.crl': await list(root, ofRoot) });

const check = (file: Uint8Array, ask?: Register, now = NOW) =>
  checkFile(file, {
    roots: [root.certificate],
    timeRoots: [time.root],
    register: { state: 'not-asked' },
    ...(ask ? { ask } : {}),
    now,
  });

describe('the lists of the register', () => {
  test('are asked for by the name that each certificate gives, once, and never elsewhere', async () => {
    const ask = await having();
    const report = await check(stamped, ask);
    expect(ask.asked.toSorted()).toEqual(['issuing.crl', 'root.crl']);
    expect(report).toMatchObject({
      outcome: 'sound',
      revocation: 'register-lists',
      list: { thisUpdate: '2026-02-20T00:00:00.000Z', nextUpdate: '2027-02-20T00:00:00.000Z' },
    });
    expect(report.revoked).toBeUndefined();
    expect(reportWords(report, 'zh').revocation).toContain('2026年2月20日 08:00 发布');
    expect(reportWords(report, 'en').revocation).toContain('show nothing that affects the signatures');
  });

  test.each<[string, () => Uint8Array, string, boolean]>([
    ['stands when a time-stamp proves it earlier', () => stamped, '2026-03-02T00:00:00Z', true],
    ['stands when the archival time-stamp proves it earlier', () => archived, '2026-03-02T00:00:00Z', true],
    ['falls when its time-stamp is later', () => stamped, '2026-03-01T02:00:00Z', false],
    ['falls when its time-stamp is of that very second', () => stamped, STAMPED, false],
    ['falls when its time is only stated', () => plain, '2026-03-02T00:00:00Z', false],
  ])('a revoked signer’s signature %s', async (_, file, at, stands) => {
    const report = await check(file(), await having({ revoked: { serial: SIGNER, at } }));
    expect(isSound(report.outcome)).toBe(stands);
    expect(report.revoked).toEqual([
      {
        field: 'drc',
        organization: subject.organization,
        holder: 'signer',
        serial: SIGNER,
        at: new Date(at).toISOString(),
        stands,
      },
    ]);
    expect([report.broken?.rule, report.broken?.reason]).toEqual(
      stands ? [undefined, undefined] : ['V7', 'V7-revoked'],
    );
    const [zh, en] = [reportWords(report, 'zh'), reportWords(report, 'en')];
    expect(zh.headline).toContain(stands ? '签名有效' : '核验不通过：签名者的证书已被吊销');
    expect(zh.revoked).toEqual([expect.stringContaining(stands ? '仍然有效' : '不能采信')]);
    expect(en.revoked).toEqual([expect.stringContaining(stands ? 'so it stands' : 'cannot be trusted')]);
    expect(zh.revocation).toContain('除上述以外没有吊销');
    expect(zh.revoked[0]).toContain(`海东市发展和改革委员会的签名者证书（序列号 ${SIGNER}）已于 2026年3月`);
  });

  test.each([
    ['plain', '2026-03-02T00:00:00Z', 'unsound'],
    ['stamped', '2026-03-02T00:00:00Z', 'sound'],
    ['stamped', '2026-02-28T00:00:00Z', 'unsound'],
  ] as const)(
    'a revoked authority takes a %s signature of its signers along from %s on: %s',
    async (which, at, outcome) => {
      const report = await check(
        which === 'plain' ? plain : stamped,
        await having({}, { revoked: { serial: ISSUING, at } }),
      );
      expect([report.outcome, report.revoked?.[0]?.holder]).toEqual([outcome, 'authority']);
      if (outcome === 'unsound') expect(report.broken?.reason).toBe('V7-authority-revoked');
      expect(reportWords(report, 'zh').revoked[0]).toContain('颁发证书的机构证书');
    },
  );

  test.each<[string, Told]>([
    ['has ended', { until: '2026-11-24T01:50:00Z' }],
    ['has not begun', { from: '2026-11-24T02:10:00Z' }],
  ])('one that %s is not trusted, and said to be so', async (_, told) => {
    for (const ask of [await having(told), await having({}, told)]) {
      const report = await check(stamped, ask);
      expect([report.outcome, report.revocation]).toEqual(['sound', 'register-outdated']);
      expect(reportWords(report, 'zh').revocation).toContain('不在有效期内');
      expect(reportWords(report, 'en').revocation).toContain('not in force now');
    }
  });

  test('one that has ended still revokes', async () => {
    const revoked = { serial: SIGNER, at: '2026-02-25T00:00:00Z' };
    const report = await check(stamped, await having({ revoked, until: '2026-06-01' }));
    expect([report.outcome, report.revocation]).toEqual(['unsound', 'register-outdated']);
  });

  test.each<[string, () => Promise<Uint8Array | undefined>]>([
    ['is not there', async () => undefined],
    ['is noise', async () => Uint8Array.of(1, 2, 3)],
    ['another authority of that name has signed', async () => list(await authority('Issuing'))],
    ['says of itself that it is only a part', async () => partial()],
  ])('one that %s is said to be missing', async (_, made) => {
    const report = await check(
      stamped,
      register({ 'issuing.crl': await made(), 'root.crl': await list(root) }),
    );
    expect([report.outcome, report.revocation]).toEqual(['sound', 'register-missing']);
    expect(reportWords(report, 'zh').revocation).toContain('没有从公示目录读到');
  });

  test('are not asked for a file that breaks a rule by itself', async () => {
    const ask = await having();
    const report = await check(concatenate(stamped, new TextEncoder().encode('%\n')), ask);
    expect([report.outcome, ask.asked]).toEqual(['unsound', []]);
  });
});

/** A list with a critical extension: what changed since another list (RFC 5280 §5.2.4). */
async function partial(): Promise<Uint8Array> {
  const [content] = members(members(await list(issuing))[0]!.content);
  const [version, algorithm, name, from, until] = members(content!.content).map(({ whole }) => whole);
  const delta = sequence(objectId('2.5.29.27'), boolean(true), octets(integer(Uint8Array.of(1))));
  const extensions = tagged(0, sequence(delta));
  const made = sequence(version!, algorithm!, name!, from!, until!, extensions);
  return sequence(made, algorithm!, bits(lowS(await issuing.key.sign(made))));
}

describe('a list that is kept in an archived file', () => {
  test.each([
    ['had ended before the archival time-stamp', { until: '2026-02-28' }],
    ['was made after it', { from: '2026-03-01T02:20:00Z' }],
  ])('and %s makes it unsound, in words', async (_, told) => {
    const file = await archiveRevision(plain, {
      certificates: [issuing.certificate],
      lists: [await list(issuing, told)],
      stamp: async (covered) => time.stamp(covered),
    });
    const report = await check(file);
    expect([report.outcome, report.broken?.reason]).toEqual(['unsound', 'V7-list']);
    expect(reportWords(report, 'zh').headline).toContain('存档的证书吊销列表不能采信');
  });

  test('is all that was asked where no register is at hand', async () => {
    expect((await check(archived)).revocation).toBe('archived-lists');
  });
});
