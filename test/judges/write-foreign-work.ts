/**
 * Writes what another program needs to sign a pledge of ours, `base.pdf`: `root.cer`, its list `root.crl`, and for each
 * signer a key (PKCS #8), a certificate and the page to show. Run: npx tsx test/judges/write-foreign-work.ts FOLDER [small],
 * `small` for a document of two lines, as in test/sign/signed-by-pyhanko.pdf.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROLES, type Role } from '../../functions/domain/party.ts';
import { issueSignerCertificate } from '../../functions/sign/certificate-authority.ts';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { printedPledge } from '../attack/subject.ts';
import { authority, certificateOptions, base as smallBase, stamp } from '../sign/sample-documents.ts';
import { testPress } from '../workflow/test-world.ts';

const [folder, size] = process.argv.slice(2);
if (!folder) throw new Error('which folder?');
await mkdir(folder, { recursive: true });
const write = (name: string, bytes: Uint8Array) => writeFile(join(folder, name), bytes);

const who = {
  person: '张三',
  organization: '外部签名程序',
  role: '主任',
  organizationCode: '11630100015000182C',
};
const issuer = await authority();
const base = await (size === 'small' ? smallBase() : printedPledge());
await write('base.pdf', base);
await write('root.cer', issuer.certificate);
const [thisUpdate, nextUpdate] = [new Date('2026-11-24T00:00:00Z'), new Date('2027-02-22T00:00:00Z')];
await write('root.crl', await createRevocationList(issuer, { thisUpdate, nextUpdate, number: 1 }));
for (const role of ROLES) {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const serial = Uint8Array.of(0x41, ...randomBytes(15));
  const certificate = await issueSignerCertificate(issuer, who, {
    ...certificateOptions,
    publicKey: new Uint8Array(key.publicKey.export({ type: 'spki', format: 'der' })),
    serial,
  });
  await write(`${role}.key`, new Uint8Array(key.privateKey.export({ type: 'pkcs8', format: 'der' })));
  await write(`${role}.cer`, certificate);
  await write(`${role}.pdf`, await appearanceOf(role, serial));
}

async function appearanceOf(role: Role, serial: Uint8Array): Promise<Uint8Array> {
  if (size === 'small') return stamp('外部签名程序');
  return testPress().printer.appearance(base, role, {
    organization: who.organization,
    person: who.person,
    title: who.role,
    signedAt: '2026-11-24T02:00:00.000Z',
    serial: Buffer.from(serial).toString('hex'),
  });
}
