// What is attacked: a real pledge of ours, printed by the real press, with one, two and three signatures.
import { randomBytes } from 'node:crypto';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { ROLES, type Role } from '../../functions/domain/party.ts';
import { type Authority, issueSignerCertificate } from '../../functions/sign/certificate-authority.ts';
import { createOneShotKey } from '../../functions/sign/one-shot-key.ts';
import { readRevisions } from '../../functions/sign/revisions.ts';
import { signRevision } from '../../functions/sign/sign-revision.ts';
import type { Expectation } from '../../functions/sign/verify.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { SAMPLE_DAY, sampleOn } from '../../templates/sample-on.ts';
import { authority, certificateOptions } from '../sign/sample-documents.ts';
import { testPress } from '../workflow/test-world.ts';

export interface Subject {
  /** 1, 2 or 3 */
  signatures: number;
  file: Uint8Array;
  base: Uint8Array;
  issuer: Authority;
  /** Of the base and of each revision: where it ends. */
  ends: number[];
  /** The roles in the order in which they sign; those that have come first. */
  roles: readonly Role[];
  /** What the record says of this file. */
  record: Expectation;
}

/** One file of each number of signatures, each the beginning of the next. */
export async function subjects(): Promise<Subject[]> {
  const issuer = await authority();
  const base = await printedPledge();
  const found: Subject[] = [];
  let file = base;
  for (const [at, role] of ROLES.entries()) {
    file = await signedBy(role, file, issuer);
    found.push({
      signatures: at + 1,
      file,
      base,
      issuer,
      ends: readRevisions(file).map(({ end }) => end),
      roles: ROLES,
      record: { fields: ROLES.slice(0, at + 1) },
    });
  }
  return found;
}

const issue = { number: '63012120261124000001', issuedOn: SAMPLE_DAY };

/** `edit` makes another pledge of it, as another town would have. */
export async function printedPledge(name?: string): Promise<Uint8Array> {
  const sample = sampleOn(PLEDGE, SAMPLE_DAY);
  const input = name ? { ...sample, town: { ...(sample.town as object), name } } : sample;
  const { value } = readForm(PLEDGE.form, input, () => []);
  const { pdf } = await testPress().printer.print({ type: PLEDGE, value, issue, today: SAMPLE_DAY });
  return pdf;
}

/** As the workflow signs it: a fresh key, a certificate, the appearance of the real press. */
export async function signedBy(
  field: string,
  revision: Uint8Array,
  issuer: Authority,
  options: Partial<typeof certificateOptions> & {
    signedAt?: Date;
    stamp?: (value: Uint8Array) => Promise<Uint8Array>;
  } = {},
): Promise<Uint8Array> {
  const { signedAt = new Date('2026-03-01T02:00:00Z'), stamp, ...certificate } = options;
  const key = createOneShotKey();
  const serial = Uint8Array.of(0x41, ...randomBytes(15));
  const who = {
    person: '张三',
    organization: '西宁市发展和改革委员会',
    role: '主任',
    organizationCode: '11630100015000182C',
  };
  const issued = await issueSignerCertificate(issuer, who, {
    ...certificateOptions,
    ...certificate,
    publicKey: key.publicKey,
    serial,
  });
  const appearance = await testPress().printer.appearance(revision, field, {
    organization: who.organization,
    person: who.person,
    title: who.role,
    signedAt: signedAt.toISOString(),
    serial: Buffer.from(serial).toString('hex'),
  });
  return signRevision(revision, {
    field,
    reason: '签署承诺书',
    signerName: who.person,
    signedAt,
    certificate: issued,
    chain: [issuer.certificate],
    sign: key.sign,
    ...(stamp ? { stamp } : {}),
    appearance,
  });
}
