// `npx lianqian verify --register`: the roots of the register, its word on the file, and its revoked certificates.
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hashRecords } from '../../functions/disclose/public-records.ts';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { samplePledge } from '../disclose/sample-pledge.ts';
import { hash, pem, run, verifyPlace } from './verify-place.ts';

const { at, files, roots } = verifyPlace();

describe('the roots of the register that is named', () => {
  let server: Server;
  let register: string;
  let served: Record<string, string | Uint8Array>;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const body = served[request.url!];
      response.writeHead(body === undefined ? 404 : 200).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    register = `http://127.0.0.1:${(server.address() as AddressInfo).port}/public`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  beforeEach(() => {
    const { pledge } = samplePledge();
    const sha256 = hash(files().archived);
    const record = { ...hashRecords(pledge).at(-1)!, sha256, published: sha256 };
    served = {
      '/public/ca/roots.pem': pem(files().issuer.certificate),
      '/public/ca/timestamp-roots.pem': pem(files().time.root),
      '/public/feed.json': '{"items":[]}',
      [`/public/by-hash/${sha256}.json`]: JSON.stringify(record),
    };
  });

  test('are believed, and it is asked whether it published the file', async () => {
    const page = `${register}/check.html`;
    const { status, text } = await run('verify', at('archived.pdf'), '--register', page, '--lang', 'zh');
    expect(status).toBe(0);
    expect(text).toMatch(/^一致：这是公示的文件，签名有效/);
    expect(text).toContain(`（${register}/ca/roots.pem）`);
  });

  test('are believed rather than those of this machine', async () => {
    process.env.DATA_DIR = at('own');
    await mkdir(at('own', 'public', 'ca'), { recursive: true });
    await writeFile(at('own', 'public', 'ca', 'roots.pem'), pem(files().time.root));
    const { status, text } = await run('verify', at('archived.pdf'), '--register', register, '--lang', 'zh');
    expect([status, text]).toEqual([0, expect.stringContaining(`（${register}/ca/roots.pem）`)]);
  });

  test('must be there: a register without any is not made up for by this machine', async () => {
    process.env.DATA_DIR = at('data');
    served = {};
    const { status, text } = await run('verify', at('archived.pdf'), '--register', register, '--lang', 'zh');
    expect([status, text]).toEqual([2, expect.stringContaining('没有根证书')]);
  });

  describe('and its list of revoked certificates', () => {
    /** The serial number of a party's certificate. */
    const serialOf = async (field: string): Promise<string> => {
      const { text } = await run('verify', at('signed.pdf'), ...roots(), '--json');
      const { parties } = JSON.parse(text) as { parties: { field: string; serial: string }[] };
      return parties.find((party) => party.field === field)!.serial;
    };
    const revoking = async (serial: string) =>
      createRevocationList(files().issuer, {
        thisUpdate: new Date('2026-03-01'),
        nextUpdate: new Date('2099-01-01'),
        number: 3,
        revoked: [{ serial, at: new Date('2026-03-02T00:00:00Z') }],
      });

    test('ends with 1 a file whose signature nobody proves to be older', async () => {
      served['/public/ca/ca.crl'] = await revoking(await serialOf('enterprise'));
      const { status, text } = await run('verify', at('signed.pdf'), '--register', register, '--lang=zh');
      expect(status).toBe(1);
      expect(text).toMatch(/^核验不通过：签名者的证书已被吊销/);
      expect(text).toContain('没有时间戳证明签名是在此之前作出的，签名不能采信');
      expect(text).toContain('V7: enterprise: the certificate');
    });

    test('leaves standing what a time-stamp proves to be older, and says so', async () => {
      served['/public/ca/ca.crl'] = await revoking(await serialOf('drc'));
      const { status, text } = await run('verify', at('signed.pdf'), '--register', register, '--lang=en');
      expect(status).toBe(0);
      expect(text).toContain('a time-stamp proves that the signature was made before, so it stands');
      expect(text).toContain('The lists of revoked certificates in the public register (of 2026-03-01');
    });

    test('is missed where it is not, and where more comes than a list may have', async () => {
      for (const list of [undefined, new Uint8Array(1024 * 1024)]) {
        if (list) served['/public/ca/ca.crl'] = list;
        const { status, text } = await run('verify', at('signed.pdf'), '--register', register, '--json');
        expect([status, JSON.parse(text).revocation]).toEqual([0, 'register-missing']);
      }
    });

    test('is read in a folder as well, and in that of this machine’s office', async () => {
      const folder = at('office', 'public');
      await mkdir(join(folder, 'ca'), { recursive: true });
      await mkdir(join(folder, 'by-hash'));
      served['/public/ca/ca.crl'] = await revoking(await serialOf('enterprise'));
      for (const [path, body] of Object.entries(served))
        await writeFile(join(folder, path.replace('/public/', '')), body);
      const args = ['verify', '--json', at('signed.pdf')];
      const named = await run(...args, '--register', folder);
      process.env.DATA_DIR = at('office');
      const own = await run(...args);
      for (const { status, text } of [named, own]) {
        expect(status).toBe(1);
        expect(JSON.parse(text)).toMatchObject({
          register: { state: 'unknown' },
          broken: { reason: 'V7-revoked' },
        });
      }
      // Another office's root, another office's lists.
      expect((await run(...args, '--root', at('root.cer'))).status).toBe(0);
      expect((await run('verify', '--json', at('archived.pdf'))).text).toContain('"published"');
    });
  });

  test('are asked for the file as it was before any signature, when they do not have this one', async () => {
    const base = hash(files().revisions[0]!);
    const record = { ...hashRecords(samplePledge().pledge)[0]!, sha256: base };
    served[`/public/by-hash/${base}.json`] = JSON.stringify(record);
    const { status, text } = await run('verify', at('signed.pdf'), '--register', register, '--lang', 'zh');
    expect([status, text]).toEqual([
      1,
      expect.stringMatching(/^不是公示的文件，也不是它签署过程中的任何一版/),
    ]);
  });

  test('are read up to 512 KB: an answer without end is none', async () => {
    let sent = 0;
    const endless = createServer((_, response) => {
      const more = () => {
        sent += 65_536;
        if (sent <= 64 * 1024 * 1024) response.write(Buffer.alloc(65_536, 32), more);
        else response.end();
      };
      response.on('error', () => {});
      more();
    });
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`;
    const { status, text } = await run('verify', at('signed.pdf'), '--register', address, '--lang', 'zh');
    expect([status, text]).toEqual([2, expect.stringContaining('没有读到')]);
    expect(sent).toBeLessThan(32 * 1024 * 1024);
    endless.closeAllConnections();
    await new Promise((resolve) => endless.close(resolve));
  });

  test('may be one certificate, as earlier registers have it', async () => {
    const { '/public/ca/roots.pem': _, ...rest } = served;
    served = { ...rest, '/public/ca/lianqian-root.cer': files().issuer.certificate };
    const { status, text } = await run('verify', at('archived.pdf'), '--register', register, '--lang', 'zh');
    expect([status, text]).toEqual([0, expect.stringContaining('lianqian-root.cer')]);
  });

  test.each([
    ['unknown when its feed is there', '{"items":[]}', 'unknown'],
    ['no answer when it is no register', '<html>', 'no-answer'],
  ])('say of another file: %s', async (_, feed, state) => {
    served['/public/feed.json'] = feed;
    const { text } = await run('verify', at('signed.pdf'), '--register', register, '--json');
    expect(JSON.parse(text).register).toEqual({ state });
  });

  test('cannot be believed when it cannot be reached', async () => {
    const nobody = 'http://127.0.0.1:9/public';
    const { status, text } = await run('verify', at('signed.pdf'), '--register', nobody, '--lang', 'zh');
    expect([status, text]).toEqual([2, expect.stringContaining('没有读到 http://127.0.0.1:9/')]);
  });
});
