// `npx lianqian verify`: what it prints, its exit status, and whom it believes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { main } from '../../functions/cli/main.ts';
import { hashRecords } from '../../functions/disclose/public-records.ts';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';
import { type CheckedFiles, checkedFiles } from '../check/checked-files.ts';
import { samplePledge } from '../disclose/sample-pledge.ts';

const LIANQIAN = join(__dirname, '../../functions/cli/lianqian.js');
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const fingerprint = (bytes: Uint8Array) =>
  hash(bytes)
    .toUpperCase()
    .replace(/..(?=.)/g, '$&:');
const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;

let directory: string;
let files: CheckedFiles;
const at = (...names: string[]) => join(directory, ...names);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lianqian-cli-'));
  files = await checkedFiles();
  await writeFile(at('archived.pdf'), files.archived);
  await writeFile(at('signed.pdf'), files.signed);
  for (const [name, bytes] of Object.entries(files.bad)) await writeFile(at(`${name}.pdf`), bytes);
  await writeFile(at('root.cer'), files.issuer.certificate);
  await writeFile(at('time.pem'), pem(files.time.root));
});
afterAll(() => rm(directory, { recursive: true }));

const { DATA_DIR } = process.env;
beforeEach(() => {
  process.env.DATA_DIR = at('no-data');
});
afterEach(() => {
  if (DATA_DIR === undefined) delete process.env.DATA_DIR;
  else process.env.DATA_DIR = DATA_DIR;
});

async function run(...args: string[]): Promise<{ status: number; text: string }> {
  const { status, lines } = await main(args);
  return { status, text: lines.join('\n') };
}
const roots = () => ['--root', at('root.cer'), '--time-root', at('time.pem')];

describe('a sound file', () => {
  test('ends with 0, and says who signed, what each revision added, and which root was believed', async () => {
    const { status, text } = await run('verify', at('archived.pdf'), ...roots(), '--lang', 'zh');
    expect(status).toBe(0);
    for (const part of [
      '签名有效',
      '市州发展改革部门：海东市发展和改革委员会',
      '第2版：增加海东市发展和改革委员会的电子签名，其余未变',
      '第5版：增加存档时间戳',
      '没有查询公示记录',
      '已对照文件中存档的证书吊销列表',
      '只证明签署时掌握所登记的邮箱和验证码',
      `${fingerprint(files.issuer.certificate)}（${at('root.cer')}）`,
      `${fingerprint(files.time.root)}（${at('time.pem')}）`,
      hash(files.archived),
    ])
      expect(text).toContain(part);
  });

  test('is told in English as well, and in JSON', async () => {
    const english = await run('verify', at('archived.pdf'), ...roots(), '--lang=en');
    expect(english.text).toContain('Revision 5: adds an archival time-stamp');
    expect(english.text).toMatch(/^The signatures are sound/);
    const json = await run('verify', '--json', at('archived.pdf'), ...roots());
    expect(json.status).toBe(0);
    expect(JSON.parse(json.text)).toMatchObject({ format: 'lianqian-check/1', outcome: 'sound' });
  });
});

test.each([
  ['changed', 'V1'],
  ['appended', 'V3'],
  ['overlaid', 'V5'],
  ['foreign', 'V7'],
])('a file that was %s ends with 1 and %s', async (name, rule) => {
  const { status, text } = await run('verify', at(`${name}.pdf`), ...roots(), '--lang', 'zh');
  expect(status).toBe(1);
  expect(text).toMatch(/^核验不通过：/);
  expect(text).toContain(`${rule}: `);
});

describe('what cannot be checked ends with 2 and a sentence', () => {
  test.each([
    ['no file', [], '请给出要核验的文件'],
    ['two files', ['a.pdf', 'b.pdf'], '一次核验一个文件'],
    ['a file that is not there', ['nothing.pdf'], '没有这个文件'],
    ['a folder', ['.'], '这是文件夹'],
    ['an option that there is not', ['signed.pdf', '--roots'], '--roots'],
    ['a register that is no address', ['signed.pdf', '--register', 'example'], '不是公示目录的网址'],
  ])('%s', async (_, args, words) => {
    const paths = args.map((arg) => (/\.pdf$|^\.$/.test(arg) ? at(arg) : arg));
    const { status, text } = await run('verify', ...paths, '--lang', 'zh');
    expect([status, text]).toEqual([2, expect.stringContaining(words)]);
  });

  test('a file that is no PDF', async () => {
    await writeFile(at('letter.txt'), 'hello');
    const { status, text } = await run('verify', at('letter.txt'), ...roots(), '--lang', 'zh');
    expect([status, text]).toEqual([2, expect.stringContaining('不是 PDF 文件')]);
  });

  test('a root that is none', async () => {
    const { status, text } = await run(
      'verify',
      at('signed.pdf'),
      '--root',
      at('signed.pdf'),
      '--lang',
      'zh',
    );
    expect([status, text]).toEqual([2, expect.stringContaining('不是证书')]);
  });

  test('a file without any root to believe: that of the file itself is not taken', async () => {
    const { status, text } = await run('verify', at('signed.pdf'), '--lang', 'zh');
    expect([status, text]).toEqual([2, expect.stringContaining('不知道该信任哪个根证书')]);
  });
});

test('a PDF of 40 MB is beyond every issued file, and said to be', async () => {
  await writeFile(at('large.pdf'), files.signed);
  await truncate(at('large.pdf'), 40 * 1024 * 1024);
  const { status, text } = await run('verify', at('large.pdf'), ...roots(), '--lang', 'zh');
  expect([status, text]).toEqual([1, expect.stringContaining('文件超出限度')]);
});

describe('without --root', () => {
  test('the roots of this machine’s office are believed', async () => {
    process.env.DATA_DIR = at('data');
    await mkdir(at('data', 'public', 'ca'), { recursive: true });
    await writeFile(at('data', 'public', 'ca', 'roots.pem'), pem(files.issuer.certificate));
    await writeFile(at('data', 'public', 'ca', 'timestamp-roots.pem'), pem(files.time.root));
    const { status, text } = await run('verify', at('archived.pdf'), '--lang', 'zh');
    expect(status).toBe(0);
    expect(text).toContain(at('data', 'public', 'ca', 'roots.pem'));
  });

  test('a folder called data is believed only when an authority’s keys lie in it', async () => {
    const place = at('elsewhere');
    await mkdir(join(place, 'data', 'public', 'ca'), { recursive: true });
    await mkdir(join(place, 'data', 'keys'));
    await writeFile(join(place, 'data', 'public', 'ca', 'roots.pem'), pem(files.issuer.certificate));
    delete process.env.DATA_DIR;
    const before = process.cwd();
    process.chdir(place);
    try {
      const args = ['verify', at('changed.pdf'), '--lang', 'zh'];
      expect(await run(...args)).toMatchObject({ status: 2, text: expect.stringContaining('DATA_DIR') });
      await writeFile(join(place, 'data', 'keys', 'authority-root-1.pem'), '');
      expect((await run(...args)).status).toBe(1);
    } finally {
      process.chdir(before);
    }
  });

  describe('those of the register that is named', () => {
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
      const sha256 = hash(files.archived);
      const record = { ...hashRecords(pledge).at(-1)!, sha256, published: sha256 };
      served = {
        '/public/ca/roots.pem': pem(files.issuer.certificate),
        '/public/ca/timestamp-roots.pem': pem(files.time.root),
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
      await writeFile(at('own', 'public', 'ca', 'roots.pem'), pem(files.time.root));
      const { status, text } = await run(
        'verify',
        at('archived.pdf'),
        '--register',
        register,
        '--lang',
        'zh',
      );
      expect([status, text]).toEqual([0, expect.stringContaining(`（${register}/ca/roots.pem）`)]);
    });

    test('must be there: a register without any is not made up for by this machine', async () => {
      process.env.DATA_DIR = at('data');
      served = {};
      const { status, text } = await run(
        'verify',
        at('archived.pdf'),
        '--register',
        register,
        '--lang',
        'zh',
      );
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
        createRevocationList(files.issuer, {
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
      const base = hash(files.revisions[0]!);
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
      served = { ...rest, '/public/ca/lianqian-root.cer': files.issuer.certificate };
      const { status, text } = await run(
        'verify',
        at('archived.pdf'),
        '--register',
        register,
        '--lang',
        'zh',
      );
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
});

describe('the command', () => {
  test('without a subcommand, or with one that there is not, says what there is', async () => {
    for (const args of [[], ['sign'], ['toString']]) {
      const { status, text } = await run(...args, '--lang', 'zh');
      expect([status, text]).toEqual([2, expect.stringMatching(/verify\s+核验一份签署的 PDF/)]);
    }
  });

  test('explains itself in both languages', async () => {
    expect((await run('--help', '--lang', 'en')).text).toMatch(/^Usage: npx lianqian COMMAND/);
    expect((await run('--help', '--lang', 'zh')).text).toMatch(/^用法：npx lianqian/);
    for (const lang of ['zh', 'en']) {
      const { status, text } = await run('verify', '--help', '--lang', lang);
      expect([status, text]).toEqual([0, expect.stringContaining('--time-root')]);
    }
  });

  test('runs as a program from any folder', () => {
    const args = [LIANQIAN, 'verify', at('changed.pdf'), ...roots(), '--lang', 'en'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: directory,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^Not sound: A signature does not belong to the content/);
  }, 60_000);
});
