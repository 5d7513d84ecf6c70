// Roots are read from DER and from PEM, and nothing else passes for one.
import { beforeAll, expect, test } from '@jest/globals';
import {
  NotCertificates,
  readCertificateList,
  readCertificates,
} from '../../functions/check/read-certificates.ts';
import { authority } from '../sign/sample-documents.ts';

let roots: Uint8Array[];
beforeAll(async () => {
  roots = [(await authority()).certificate, (await authority('另一个根')).certificate];
});

const bytes = (text: string) => new TextEncoder().encode(text);
const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

test('one in DER, several in PEM with text around them', () => {
  expect(readCertificates(roots[0]!)).toEqual([roots[0]]);
  expect(readCertificates(bytes(`two roots\r\n${roots.map(pem).join('and\n')}`))).toEqual(roots);
});

test.each([
  ['a text', () => bytes('hello')],
  ['nothing', () => new Uint8Array()],
  ['DER of something else', () => Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x05)],
  ['a certificate cut short', () => roots[0]!.subarray(0, -1)],
  ['PEM of something else', () => bytes(pem(Uint8Array.of(1, 2, 3)))],
])('%s is refused', (_, file) => {
  expect(() => readCertificates(file())).toThrow(NotCertificates);
});

test('a list may be empty, but not damaged', () => {
  expect(readCertificateList(bytes('Roots of time-stamping authorities\n'))).toEqual([]);
  expect(readCertificateList(bytes(pem(roots[0]!)))).toEqual([roots[0]]);
  expect(() => readCertificateList(bytes(pem(Uint8Array.of(1, 2, 3))))).toThrow(NotCertificates);
});
