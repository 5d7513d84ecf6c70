// The platform's own authority: root and issuing authority, their renewal, and what stays true of earlier signatures.
import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EARLIER_KEY_FILE, fileKeyRing, kmsKeyRing } from '../../functions/adapters/authority-keys.ts';
import {
  type AuthorityRecord,
  fingerprint,
  founded,
  type KeyRing,
  RootEnding,
  renewed,
  revoked,
} from '../../functions/adapters/authority-record.ts';
import { fileSigningKey, KeyAway } from '../../functions/adapters/file-signing-key.ts';
import { ownIssuer, serialOf } from '../../functions/adapters/own-issuer.ts';
import { NoIssuer } from '../../functions/ports/certificate-issuer.ts';
import { createRootCertificate } from '../../functions/sign/certificate-authority.ts';
import { createOneShotKey } from '../../functions/sign/one-shot-key.ts';
import { readRevocationList } from '../../functions/sign/revocation-list.ts';
import { signRevision } from '../../functions/sign/sign-revision.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { fixedClock } from '../fakes/fixed-clock.ts';
import { base, stamp, subject } from '../sign/sample-documents.ts';

/** Of the machine, where there is one. */
const OPENSSL = 'openssl';
const NOW = '2026-11-24T02:00:00.000Z';
const NOTHING: AuthorityRecord = { version: 0, authorities: [], revoked: [] };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianqian-ca-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let drawn = 0;
const random = (bytes: number) => {
  drawn += 1;
  return Uint8Array.from({ length: bytes }, (_, i) => (drawn * 31 + i * 7) % 256);
};
const founding = (now = NOW) => ({
  keys: fileKeyRing(folder),
  now,
  random,
  organization: '西宁市发展和改革委员会',
  publicUrl: 'https://gongshi.example.cn',
});
const issuerOf = (record: AuthorityRecord, now = NOW) =>
  ownIssuer(record, { ...founding(), clock: fixedClock(now) });

async function signed(record: AuthorityRecord, at = NOW, file?: Uint8Array, field = 'drc', now = at) {
  const key = createOneShotKey();
  const { certificate, chain } = await issuerOf(record, now).issue(subject, key.publicKey, at);
  const bytes = await signRevision(file ?? (await base()), {
    ...{ field, reason: '签署', signerName: subject.person, signedAt: new Date(at) },
    ...{ certificate, chain, sign: key.sign, appearance: stamp() },
  });
  return { bytes, certificate, chain };
}

/** As the earlier version left it: one root, which signs signers' certificates itself. */
async function earlier(): Promise<AuthorityRecord> {
  const certificate = await createRootCertificate(fileSigningKey(join(folder, EARLIER_KEY_FILE)), {
    ...{ commonName: 'Lianqian Root CA', organization: '西宁市发展和改革委员会' },
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2046-01-01T00:00:00Z'),
    serial: Uint8Array.of(9),
  });
  return { ...NOTHING, authorities: [{ kind: 'direct', certificate, key: EARLIER_KEY_FILE }] };
}

const verdictOf = async (bytes: Uint8Array, record: AuthorityRecord) =>
  (await verifySignedPdf(bytes, issuerOf(record).anchors)).verdict;
const away = (name: string) => renameSync(join(folder, name), join(folder, `${name}.safe`));

describe('a new authority', () => {
  test('is a root and an issuing authority, which signs for signers', async () => {
    const record = await founded(NOTHING, founding());
    const { bytes, certificate, chain } = await signed(record);
    const [issuing, root] = chain.map((der) => new X509Certificate(der));
    const leaf = new X509Certificate(certificate);
    expect([leaf.checkIssued(issuing!), issuing!.checkIssued(root!)]).toEqual([true, true]);
    expect(leaf.verify(issuing!.publicKey) && issuing!.verify(root!.publicKey)).toBe(true);
    expect(await verdictOf(bytes, record)).toBe('sound');
  });

  const installed = spawnSync(OPENSSL, ['version']).status === 0;
  (installed ? test : test.skip)(
    'passes the strict check of openssl with the root alone trusted',
    async () => {
      const record = await founded(NOTHING, founding());
      const { certificate, chain } = await signed(record);
      const { lists } = issuerOf(record);
      const made = await Promise.all(lists.map((list) => list.make(NOW, 24 * 60 * 60_000)));
      const pem = (der: Uint8Array) => new X509Certificate(der).toString();
      const crl = (der: Uint8Array) =>
        `-----BEGIN X509 CRL-----\n${Buffer.from(der).toString('base64')}\n-----END X509 CRL-----\n`;
      const write = (name: string, text: string) => {
        writeFileSync(join(folder, name), text);
        return join(folder, name);
      };
      const [issuing, root] = chain;
      const output = execFileSync(OPENSSL, [
        ...['verify', '-x509_strict', '-crl_check_all', '-attime', String(Date.parse(NOW) / 1000 + 60)],
        ...['-CAfile', write('root.pem', pem(root!)), '-untrusted', write('issuing.pem', pem(issuing!))],
        ...['-CRLfile', write('lists.pem', made.map((der) => crl(der!)).join(''))],
        write('leaf.pem', pem(certificate)),
      ]);
      expect(String(output)).toContain('leaf.pem: OK');
    },
  );

  test('goes on when the key of its root is in a safe', async () => {
    const record = await founded(NOTHING, founding());
    away('authority-root-1.pem');
    const { bytes } = await signed(record);
    expect(await verdictOf(bytes, record)).toBe('sound');
    for (const list of issuerOf(record).lists) {
      const der = await list.make(NOW, 1000);
      expect(await readRevocationList(list.issuer, der!)).toMatchObject({ revoked: [] });
    }
    await expect(renewed(record, founding())).rejects.toThrow(KeyAway);
  });

  test('makes no new key in the place of one that is gone', async () => {
    const record = await founded(NOTHING, founding());
    away('authority-issuing-1.pem');
    await expect(signed(record)).rejects.toThrow(NoIssuer);
    await expect(signed(record)).rejects.toMatchObject({ cause: { name: 'KeyAway' } });
    expect(readdirSync(folder)).not.toContain('authority-issuing-1.pem');
  });

  test('is its own root where no key for a root is provided', async () => {
    const keys = { ...fileKeyRing(folder), provide: kmsKeyRingOf(folder) };
    const record = await founded(NOTHING, { ...founding(), keys });
    expect(record.authorities.map(({ kind }) => kind)).toEqual(['direct']);
    expect(await verdictOf((await signed(record)).bytes, record)).toBe('sound');
  });

  test('issues for five years, and no certificate outlives it', async () => {
    const record = await founded(NOTHING, founding());
    expect(issuerOf(record)).toMatchObject({
      issuesFrom: '2026-11-24T00:00:00.000Z',
      issuesUntil: '2031-11-24T00:00:00.000Z',
    });
    const { certificate, chain } = await signed(record, '2036-01-01T00:00:00.000Z');
    expect(new X509Certificate(certificate).validTo).toBe(new X509Certificate(chain[0]!).validTo);
  });
});

test('an authority that has ended issues nothing, and none outlives its root', async () => {
  const first = await founded(NOTHING, founding());
  const { publicKey } = createOneShotKey();
  const issue = (record: AuthorityRecord, now: string) =>
    issuerOf(record, now).issue(subject, publicKey, '2041-11-23T00:00:00.000Z');
  expect((await issue(first, '2041-11-23T23:59:59.000Z')).chain).toHaveLength(2);
  await expect(issue(first, '2041-11-24T00:00:00.000Z')).rejects.toThrow(NoIssuer);
  // An issuing certificate that says it lives longer than the root that signed it.
  const [root] = (await founded(NOTHING, founding('2010-01-01T00:00:00.000Z'))).authorities;
  const outliving = { ...first, authorities: [root!, first.authorities[1]!] };
  expect(issuerOf(outliving).issuesUntil).toBe('2025-01-01T00:00:00.000Z');
  await expect(issue(outliving, '2035-01-01T00:00:00.000Z')).rejects.toThrow(NoIssuer);
});

/** Only what the name of an issuing key is known for, as a cloud without a root key. */
const kmsKeyRingOf = (directory: string) => (kind: 'root' | 'issuing') => {
  const { provide } = kmsKeyRing({} as never, { issuing: EARLIER_KEY_FILE });
  const named = provide(kind, 1);
  return named && { name: named.name, key: fileSigningKey(join(directory, named.name)) };
};

describe('after a renewal', () => {
  test('of the issuing authority, files of before, of after and of both are sound', async () => {
    const first = await founded(NOTHING, founding());
    const before = await signed(first);
    const later = '2027-02-01T00:00:00.000Z';
    const second = await renewed(first, founding(later));
    const after = await signed(second, later);
    expect(after.chain[0]).not.toEqual(before.chain[0]);
    expect(after.chain[1]).toEqual(before.chain[1]);
    const both = await signed(second, later, before.bytes, 'county');
    for (const { bytes } of [before, after, both]) expect(await verdictOf(bytes, second)).toBe('sound');
  });

  test('of the root, earlier files need the earlier root, which stays among the anchors', async () => {
    const first = await founded(NOTHING, founding());
    const before = await signed(first);
    const later = '2027-02-01T00:00:00.000Z';
    const second = await founded(first, founding(later));
    const both = await signed(second, later, before.bytes, 'county');
    expect(await verdictOf(before.bytes, second)).toBe('sound');
    expect(await verdictOf(both.bytes, second)).toBe('sound');
    const [newest] = issuerOf(second).anchors;
    expect(await verifySignedPdf(both.bytes, [newest!])).toMatchObject({ rule: 'V7' });
    expect(new X509Certificate(newest!).subject).toContain('Lianqian Root CA 2');
  });

  test('of the earlier version’s root, what it signed directly stays sound', async () => {
    const first = await earlier();
    const before = await signed(first);
    expect(before.chain).toHaveLength(1);
    await expect(renewed(first, founding())).rejects.toThrow(RootEnding);
    const second = await founded(first, founding());
    const both = await signed(second, NOW, before.bytes, 'county');
    expect(both.chain).toHaveLength(2);
    expect(await verdictOf(both.bytes, second)).toBe('sound');
    // Its certificates point to the one name there was: no other list may take it.
    const known = issuerOf(second).lists.filter(({ path }) => path === 'ca/lianqian.crl');
    expect(known.map(({ issuer }) => issuer)).toEqual([first.authorities[0]!.certificate]);
  });

  test('what was agreed to before it is certified by the authority of that time', async () => {
    const first = await founded(NOTHING, founding());
    const second = await renewed(first, founding('2027-02-01T12:00:00.000Z'));
    const [at, now] = ['2027-01-31T23:00:00.000Z', '2027-02-01T12:00:01.000Z'];
    const { bytes, chain } = await signed(second, at, undefined, 'drc', now);
    expect(chain[0]).toEqual(first.authorities[1]!.certificate);
    expect(await verdictOf(bytes, second)).toBe('sound');
  });

  const [rotatedAt, consentedAt] = ['2027-02-01T12:00:00.000Z', '2027-01-31T23:00:00.000Z'];
  const issueLate = async (change: (keys: KeyRing) => KeyRing = (keys) => keys) => {
    const first = await founded(NOTHING, founding());
    const record = await renewed(first, founding(rotatedAt));
    const keys = change(fileKeyRing(folder));
    const issuer = ownIssuer(record, { ...founding(), keys, clock: fixedClock(rotatedAt) });
    const issued = await issuer.issue(subject, createOneShotKey().publicKey, consentedAt);
    return { record, issued };
  };
  const failing = (name: string) => (keys: KeyRing) => ({
    ...keys,
    open: (key: string) => {
      const fail = async () => Promise.reject(Object.assign(new Error(key), { name }));
      return key === 'authority-issuing-1.pem' ? { publicKey: fail, sign: fail } : keys.open(key);
    },
  });

  test.each(['KeyAway', 'DisabledException', 'KMSInvalidStateException'])(
    'the authority of that time whose key is away (%s) keeps no consent waiting: the one after it certifies',
    async (name) => {
      const { record, issued } = await issueLate(failing(name));
      expect(issued.chain[0]).toEqual(record.authorities.at(-1)!.certificate);
    },
  );

  test('a key that only fails for now stays that of the act: it is tried again', async () => {
    await expect(issueLate(failing('ThrottlingException'))).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
  });

  test('every certificate and list has a name of its own, and the present root the known one', async () => {
    const record = await renewed(await founded(NOTHING, founding()), founding());
    const { files, lists, anchors } = issuerOf(record);
    expect(new Set(files.map(({ path }) => path)).size).toBe(4);
    expect(files.find(({ path }) => path === 'ca/lianqian-root.cer')?.bytes).toEqual(anchors[0]);
    expect(new Set(lists.map(({ path }) => path)).size).toBe(4);
    const known = lists.find(({ path }) => path === 'ca/lianqian.crl');
    expect(known?.issuer).toEqual(record.authorities.at(-1)!.certificate);
  });

  test('a root near its end takes no further authority', async () => {
    const record = await founded(NOTHING, founding());
    await expect(renewed(record, founding('2042-01-01T00:00:00.000Z'))).rejects.toThrow(RootEnding);
    const late = await renewed(record, founding('2038-01-01T00:00:00.000Z'));
    expect(new X509Certificate(late.authorities.at(-1)!.certificate).validTo).toBe(
      new X509Certificate(late.authorities[0]!.certificate).validTo,
    );
  });
});

describe('a revoked certificate', () => {
  const revocation = (issuer: Uint8Array, serial: string) => ({
    issuer: fingerprint(issuer),
    serial,
    at: NOW,
    reason: 4,
  });

  test('stands on the list of its issuer, once', async () => {
    const record = await founded(NOTHING, founding());
    const issuing = record.authorities[1]!.certificate;
    let revoking = await revoked(record, revocation(issuing, 'f1ab'), founding());
    revoking = await revoked(revoking, revocation(issuing, 'f1ab'), founding());
    const list = issuerOf(revoking).lists.find(({ issuer }) => issuer === issuing)!;
    const read = await readRevocationList(issuing, (await list.make(NOW, 1000))!);
    expect(read?.revoked).toEqual([{ serial: 'f1ab', at: new Date(NOW), reason: 4 }]);
  });

  test('of an authority goes on the list of the root, and that authority issues no more', async () => {
    const first = await founded(NOTHING, founding());
    const second = await renewed(first, founding());
    const [root, one, two] = second.authorities;
    const serial = serialOf(two!);
    const record = await revoked(second, revocation(root!.certificate, serial), founding());
    const list = issuerOf(record).lists.find(({ issuer }) => issuer === root!.certificate)!;
    const read = await readRevocationList(root!.certificate, (await list.make(NOW, 1000))!);
    expect(read?.revoked).toEqual([{ serial, at: new Date(NOW), reason: 4 }]);
    expect((await signed(record)).chain[0]).toEqual(one!.certificate);
  });

  const [rotatedAt, consentedAt] = ['2027-02-01T12:00:00.000Z', '2027-01-31T23:00:00.000Z'];
  const firstRevoked = async (record: AuthorityRecord) => {
    const [root, one] = record.authorities;
    const at = { ...revocation(root!.certificate, serialOf(one!)), at: '2027-02-01T11:00:00.000Z' };
    return revoked(record, at, founding(rotatedAt));
  };

  test('of the authority of an act: the one after it certifies, from its own beginning on', async () => {
    const second = await firstRevoked(await renewed(await founded(NOTHING, founding()), founding(rotatedAt)));
    const { publicKey } = createOneShotKey();
    const { certificate, chain } = await issuerOf(second, rotatedAt).issue(subject, publicKey, consentedAt);
    expect(chain[0]).toEqual(second.authorities[2]!.certificate);
    const [from, issuerFrom] = [certificate, chain[0]!].map((der) => new X509Certificate(der).validFrom);
    expect(from).toBe(issuerFrom);
    expect(new Date(from!).getTime()).toBeGreaterThan(Date.parse(consentedAt));
  });

  test('of the last authority: none issues, it is said since when, and its lists are still made', async () => {
    const record = await firstRevoked(await founded(NOTHING, founding()));
    const issuer = issuerOf(record, rotatedAt);
    expect(issuer.revokedAt).toBe('2027-02-01T11:00:00.000Z');
    const { publicKey } = createOneShotKey();
    await expect(issuer.issue(subject, publicKey, consentedAt)).rejects.toThrow(NoIssuer);
    const known = issuer.lists.find(({ path }) => path === 'ca/lianqian.crl');
    expect(await known!.make(rotatedAt, 1000)).toBeDefined();
    const after = issuerOf(await renewed(record, founding(rotatedAt)), rotatedAt);
    expect(after.revokedAt).toBeUndefined();
    expect((await after.issue(subject, publicKey, consentedAt)).chain).toHaveLength(2);
  });
});
