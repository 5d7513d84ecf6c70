// What our authorities may not certify, whoever gets at their keys: our verifier and openssl both refuse it.
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type Authority,
  createIssuingCertificate,
  createRootCertificate,
  issueSignerCertificate,
  ownCertificate,
} from '../../functions/sign/certificate-authority.ts';
import { signerName } from '../../functions/sign/certificate-names.ts';
import { checkPath, readCertificate } from '../../functions/sign/certificate-path.ts';
import {
  type Der,
  members,
  objectId,
  printable,
  sequence,
  setOf,
  taggedPrimitive,
} from '../../functions/sign/der.ts';
import { NAME_CONSTRAINTS, OUR_NAMES } from '../../functions/sign/name-constraints.ts';
import { lowS } from '../../functions/sign/p256.ts';
import {
  type CertificateParts,
  certificateOf,
  ecPair,
  extension,
  SIGNER_EXTENSIONS,
} from '../attack/forge/certificate.ts';
import { certificateOptions, memoryKey, subject } from './sample-documents.ts';

/** Of the machine, where there is one. */
const OPENSSL = 'openssl';
const installed = spawnSync(OPENSSL, ['version']).status === 0;
const PRACTICE = 'http://example.test/about-signatures.html';
const AT = '2026-03-01T02:00:00.000Z';
const { basic, usage, purpose } = SIGNER_EXTENSIONS;
const text = (words: string) => new TextEncoder().encode(words);
const alternative = (tag: number, value: Uint8Array) =>
  extension('2.5.29.17', sequence(taggedPrimitive(tag, value)));
/** The name of a signer, with another first member. */
const named = (first: Der): Der => {
  const [, ...rest] = members(members(signerName(subject))[0]!.content).map(({ whole }) => whole);
  return sequence(first, ...rest);
};
const attribute = (id: string, value: Der) => setOf(sequence(objectId(id), value));
const mailbox = attribute('1.2.840.113549.1.9.1', Uint8Array.of(0x16, 3, ...text('a@b')));

let folder: string;
let root: Authority;
let issuing: Authority;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianqian-names-'));
  const options = { ...certificateOptions, organization: '海东市发展和改革委员会' };
  const key = memoryKey();
  const rootOptions = { ...options, commonName: 'Root', serial: Uint8Array.of(0x41, 1), below: 1 };
  root = { key, certificate: await createRootCertificate(key, rootOptions) };
  const own = memoryKey();
  const below = { ...options, policyUrl: PRACTICE, commonName: 'Issuing', serial: Uint8Array.of(0x42, 8) };
  issuing = { key: own, certificate: await createIssuingCertificate(root, await own.publicKey(), below) };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function made(by: Authority, parts: CertificateParts): Promise<Uint8Array> {
  const { name } = await ownCertificate(by);
  const sign = async (content: Uint8Array) => lowS(await by.key.sign(content));
  return certificateOf(by, ecPair(), { by: { name, sign }, ...parts });
}

async function verdict(parts: CertificateParts, by = issuing): Promise<string> {
  const certificate = await made(by, parts);
  const others = (by === root ? [root] : [issuing, root]).map((one) => readCertificate(one.certificate));
  try {
    await checkPath(readCertificate(certificate), others, [others.at(-1)!], AT);
    return 'taken';
  } catch (fault) {
    return (fault as Error).message;
  }
}

function openssl(certificate: Uint8Array, ...more: string[]): string {
  const write = (name: string, der: Uint8Array) => {
    writeFileSync(join(folder, name), new X509Certificate(der).toString());
    return join(folder, name);
  };
  const { stdout, stderr } = spawnSync(OPENSSL, [
    ...['verify', '-attime', String(Date.parse(AT) / 1000), ...more],
    ...[
      '-CAfile',
      write('root.pem', root.certificate),
      '-untrusted',
      write('issuing.pem', issuing.certificate),
    ],
    write('leaf.pem', certificate),
  ]);
  return `${stdout}${stderr}`;
}

const person: CertificateParts = { extensions: [basic, usage, purpose] };

test.each([
  ['a host', { extensions: [basic, usage, purpose, alternative(2, text('example.com'))] }],
  ['an address', { extensions: [basic, usage, purpose, alternative(7, Uint8Array.of(192, 0, 2, 1))] }],
  ['a mailbox', { extensions: [basic, usage, purpose, alternative(1, text('a@example.com'))] }],
  ['a mailbox in its name', { ...person, subjectName: sequence(...[named(mailbox)].flatMap(inOrder)) }],
  ['a person elsewhere', { ...person, subjectName: named(attribute('2.5.4.6', printable('US'))) }],
] as [string, CertificateParts][])(
  'nobody is certified for %s, neither below the root nor by it',
  async (_, parts) => {
    for (const by of [issuing, root]) {
      expect(await verdict(person, by)).toBe('taken');
      expect(await verdict(parts, by)).toMatch(/^V7: a name/);
    }
    if (!installed) return;
    expect(openssl(await made(issuing, person))).toContain('leaf.pem: OK');
    expect(openssl(await made(issuing, parts))).toMatch(
      /permitted subtree violation|excluded subtree violation|unsupported name constraint/,
    );
  },
);

/** COUNTRY first, so that only the mailbox is wrong. */
function inOrder(name: Der): Der[] {
  const [country] = members(members(signerName(subject))[0]!.content);
  return [country!.whole, ...members(members(name)[0]!.content).map(({ whole }) => whole)];
}

test('other constraints are not understood, and a signer constrains nobody', async () => {
  const foreign = extension(NAME_CONSTRAINTS, sequence(), true);
  expect(await verdict({ extensions: [basic, usage, purpose, foreign] })).toContain('other than those');
  const ours = extension(NAME_CONSTRAINTS, OUR_NAMES, true);
  expect(await verdict({ extensions: [basic, usage, purpose, ours] })).toContain('constrains names');
});

(installed ? test : test.skip)('openssl finds the policy along the whole path', async () => {
  const publicKey = new Uint8Array(ecPair().publicKey.export({ type: 'spki', format: 'der' }));
  const leaf = await issueSignerCertificate(issuing, subject, {
    ...certificateOptions,
    policyUrl: PRACTICE,
    publicKey,
    serial: Uint8Array.of(0x43, 1),
  });
  const asked = ['-x509_strict', '-policy_check', '-explicit_policy'];
  expect(openssl(leaf, ...asked, '-policy', '2.999.24.1')).toContain('leaf.pem: OK');
  expect(openssl(leaf, ...asked, '-policy', '2.999.24.2')).toContain('no explicit policy');
});
