// The root and the certificates under it, as node's OpenSSL reads them.
import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Authority, issueSignerCertificate } from '../../functions/sign/certificate-authority.ts';
import { createOneShotKey } from '../../functions/sign/one-shot-key.ts';
import { authority, certificateOptions, memoryKey, subject } from './sample-documents.ts';

let issuer: Authority;
beforeAll(async () => {
  issuer = await authority();
});

function issue(overrides: object = {}, options: object = {}) {
  const { publicKey } = createOneShotKey();
  const rest = { ...certificateOptions, publicKey, serial: Uint8Array.of(0x91, 2, 3), ...options };
  return issueSignerCertificate(issuer, { ...subject, ...overrides }, rest);
}

describe('a signer certificate', () => {
  test('is signed by the root, which is its own issuer', async () => {
    const root = new X509Certificate(issuer.certificate);
    const leaf = new X509Certificate(await issue());
    expect(root.ca).toBe(true);
    expect(root.verify(root.publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkIssued(root)).toBe(true);
    expect(leaf.verify(root.publicKey)).toBe(true);
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.36', '1.3.6.1.5.5.7.3.4']);
    expect(leaf.infoAccess?.trim()).toBe('CA Issuers - URI:http://example.test/root.cer');
  });

  test('keeps a name that looks like several attributes as one', async () => {
    const person = 'Wang Wu, "School" <x>=1+O=x\\#04';
    const { subject: name } = new X509Certificate(await issue({ person })).toLegacyObject();
    expect(name).toMatchObject({ CN: person, O: subject.organization, title: '主任', C: 'CN' });
  });

  test('keeps a serial number with its highest bit set positive', async () => {
    expect(new X509Certificate(await issue()).serialNumber).toBe('910203');
  });

  test('writes years from 2050 on as GeneralizedTime', async () => {
    const leaf = new X509Certificate(await issue({}, { notAfter: new Date('2055-06-01T00:00:00Z') }));
    expect(leaf.validTo).toBe('Jun  1 00:00:00 2055 GMT');
  });

  test.each([
    ['an empty name', { person: '' }, {}, 'commonName has 0 characters'],
    ['a name above 64 characters', { organization: '长'.repeat(65) }, {}, 'organization has 65 characters'],
    ['a serial of zero', {}, { serial: new Uint8Array(16) }, 'not a serial number'],
    ['a serial of 21 octets', {}, { serial: new Uint8Array(21).fill(1) }, 'not a serial number'],
    ['a key that is not P-256', {}, { publicKey: new Uint8Array(91) }, 'not a P-256 public key'],
  ])('is refused for %s', async (_, names, options, message) => {
    await expect(issue(names, options)).rejects.toThrow(message);
  });

  test('is refused when the key does not belong to the root', async () => {
    const mixed = { certificate: issuer.certificate, key: memoryKey() };
    const options = {
      ...certificateOptions,
      publicKey: createOneShotKey().publicKey,
      serial: Uint8Array.of(1),
    };
    await expect(issueSignerCertificate(mixed, subject, options)).rejects.toThrow('does not belong');
  });
});
