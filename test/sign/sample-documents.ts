// Small real documents to sign, made by Typst, and a certificate authority in memory.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { SigningKey } from '../../functions/ports/signing-key.ts';
import {
  type Authority,
  createRootCertificate,
  issueSignerCertificate,
} from '../../functions/sign/certificate-authority.ts';
import { createOneShotKey } from '../../functions/sign/one-shot-key.ts';
import { signRevision } from '../../functions/sign/sign-revision.ts';
import { addSignatureFields, type SignatureBox } from '../../functions/sign/signature-fields.ts';

const fonts = fileURLToPath(new URL('../../templates/fonts', import.meta.url));
let compiler: NodeCompiler | undefined;

/** A PDF/A of `source`, set in FandolFang. */
export function typeset(source: string, pdfStandard: 'a-2a' | 'a-2b' = 'a-2a'): Uint8Array {
  compiler ??= NodeCompiler.create({ workspace: fonts, fontArgs: [{ fontPaths: [fonts] }] });
  const head = '#set document(title: "t", date: datetime(year: 2026, month: 1, day: 8))\n';
  const main = `${head}#set text(font: "FandolFang R", size: 12pt)\n${source}`;
  const { result } = compiler.compile({ mainFileContent: main });
  if (!result) throw new Error('the sample does not compile');
  return new Uint8Array(compiler.pdf(result, { pdfStandard }));
}

export const pledge = (): Uint8Array =>
  typeset('= 三级联签承诺书\n规划面积3平方公里，投资1200万元。\n#pagebreak()\n附件');

export const stamp = (text = '海东市发展和改革委员会 \\ 主任 张三'): Uint8Array =>
  typeset(`#set page(width: 150pt, height: 60pt, margin: 6pt)\n${text}`, 'a-2b');

export const FIELDS = ['drc', 'county', 'enterprise'] as const;

export const boxes: SignatureBox[] = FIELDS.map((field, i) => ({
  field,
  name: `${field}的电子签名`,
  page: 1,
  rect: { x: 70 + 160 * i, y: 90, width: 150, height: 60 },
}));

export const base = (): Promise<Uint8Array> => addSignatureFields(pledge(), boxes);

/** A signing key that lives in this process only. */
export function memoryKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    publicKey: async () => new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    sign: async (message) => new Uint8Array(sign('sha256', message, privateKey)),
  };
}

const notBefore = new Date('2025-01-01T00:00:00Z');
const notAfter = new Date('2045-01-01T00:00:00Z');

export async function authority(commonName = '联签平台根证书'): Promise<Authority> {
  const key = memoryKey();
  const options = { commonName, organization: '海东市发展和改革委员会', notBefore, notAfter };
  return { certificate: await createRootCertificate(key, { ...options, serial: randomBytes(16) }), key };
}

export const subject = {
  person: '张三',
  organization: '海东市发展和改革委员会',
  role: '主任',
  organizationCode: '116302000150000000',
};

export const certificateOptions = {
  notBefore,
  notAfter,
  crlUrl: 'http://example.test/ca.crl',
  issuerUrl: 'http://example.test/root.cer',
};

/** One signature, the way the workflow makes it. */
export async function signAs(
  field: string,
  revision: Uint8Array,
  by: Authority,
  overrides: {
    serial?: Uint8Array;
    appearance?: Uint8Array;
    signedAt?: Date;
    /** Of another signer, with another reason. */
    said?: { subject: typeof subject; reason: string };
    stamp?: (signature: Uint8Array) => Promise<Uint8Array | undefined>;
  } = {},
): Promise<Uint8Array> {
  const {
    serial = randomBytes(16),
    appearance = stamp(),
    signedAt = new Date('2026-03-01T02:00:00Z'),
    said = { subject, reason: '同意联签 (第一次) \\' },
  } = overrides;
  const key = createOneShotKey();
  const options = { ...certificateOptions, publicKey: key.publicKey, serial };
  const certificate = await issueSignerCertificate(by, said.subject, options);
  return signRevision(revision, {
    field,
    reason: said.reason,
    signerName: said.subject.person,
    signedAt,
    certificate,
    chain: [by.certificate],
    sign: key.sign,
    ...(overrides.stamp ? { stamp: overrides.stamp } : {}),
    appearance,
  });
}

export async function signAll(by: Authority, order: readonly string[] = FIELDS): Promise<Uint8Array> {
  let revision = await base();
  for (const field of order) revision = await signAs(field, revision, by);
  return revision;
}
