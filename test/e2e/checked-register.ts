// A register that has published one archived file, on a server of its own, for the check page to be tried on.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { diskPublicSite } from '../../functions/adapters/disk-public-site.ts';
import type { DisclosedPledge } from '../../functions/disclose/disclosed-pledge.ts';
import { pledgeFiles } from '../../functions/disclose/pledge-files.ts';
import { addToIndex, registerFiles } from '../../functions/disclose/register.ts';
import { createFrontApp } from '../../functions/local/front-app.ts';
import { writePageVerifier } from '../../functions/local/page-verifier.ts';
import type { PublicSite } from '../../functions/ports/public-site.ts';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { type CheckedFiles, checkedFiles } from '../check/checked-files.ts';
import { samplePledge } from '../disclose/sample-pledge.ts';

export interface CheckedRegister {
  files: CheckedFiles;
  site: PublicSite;
  baseUrl: string;
  /** What was asked of it, oldest first; a test may empty it. */
  asked: { method: string; path: string }[];
  /** Replaces the list that the certificates name, with one certificate on it or none. */
  listRevoked(serial?: string, until?: string): Promise<void>;
  /** Of the certificate that has signed `field` of a sound file. */
  serialOf(file: Uint8Array, field: string): Promise<string>;
  close(): Promise<unknown>;
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** `directory` is an empty one; what it serves lies there. */
export async function serveRegister(directory: string): Promise<CheckedRegister> {
  const publicDirectory = join(directory, 'public');
  const site = diskPublicSite(publicDirectory);
  const files = await checkedFiles();
  const listRevoked = async (serial?: string, until = '2099-01-01') => {
    const list = await createRevocationList(files.issuer, {
      thisUpdate: new Date('2026-03-01'),
      nextUpdate: new Date(until),
      number: 3,
      ...(serial ? { revoked: [{ serial, at: new Date('2026-03-02T00:00:00Z') }] } : {}),
    });
    await site.write('ca/ca.crl', list, 'application/pkix-crl');
  };
  await publish(site, files);
  await listRevoked();
  await writePageVerifier(site);

  const app = createFrontApp({
    mounts: [],
    publicDirectory,
    log: (what, fault) => console.error(what, fault),
  });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const asked: CheckedRegister['asked'] = [];
  const server = createServer((request, response) => {
    asked.push({ method: request.method!, path: request.url! });
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    files,
    site,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    listRevoked,
    async serialOf(file, field) {
      const found = await verifySignedPdf(file, [files.issuer.certificate], { timeRoots: [files.time.root] });
      if (found.verdict !== 'sound') throw new Error(found.detail);
      return found.signatures.find((one) => one.field === field)!.serial;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The register as it stands when the archived file has been published. */
async function publish(site: PublicSite, files: CheckedFiles): Promise<void> {
  const roles = ['drc', 'county', 'enterprise'] as const;
  const pledge: DisclosedPledge = {
    ...samplePledge().pledge,
    stampedAt: '2026-03-01T02:10:00.000Z',
    revisions: files.revisions.map((bytes, at) => ({
      sha256: sha256(bytes),
      length: bytes.length,
      signedBy: roles.slice(0, at),
    })),
  };
  const entries = [...registerFiles(addToIndex(undefined, pledge)), ...pledgeFiles(pledge, files.archived)];
  for (const { path, bytes, contentType } of entries) await site.write(path, bytes, contentType);
  await site.write('ca/roots.pem', pem(files.issuer.certificate), 'application/x-pem-file');
  await site.write('ca/timestamp-roots.pem', pem(files.time.root), 'application/x-pem-file');
}

function pem(der: Uint8Array): Uint8Array {
  const base64 = Buffer.from(der).toString('base64');
  return new TextEncoder().encode(`-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`);
}
