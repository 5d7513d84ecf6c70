// `npx lianqian verify`: what it prints, its exit status, and whom it believes.
import { spawnSync } from 'node:child_process';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { hash, pem, run, verifyPlace } from './verify-place.ts';

const LIANQIAN = join(__dirname, '../../functions/cli/lianqian.js');
const fingerprint = (bytes: Uint8Array) =>
  hash(bytes)
    .toUpperCase()
    .replace(/..(?=.)/g, '$&:');

const { at, files, roots } = verifyPlace();

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
      `${fingerprint(files().issuer.certificate)}（${at('root.cer')}）`,
      `${fingerprint(files().time.root)}（${at('time.pem')}）`,
      hash(files().archived),
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
  await writeFile(at('large.pdf'), files().signed);
  await truncate(at('large.pdf'), 40 * 1024 * 1024);
  const { status, text } = await run('verify', at('large.pdf'), ...roots(), '--lang', 'zh');
  expect([status, text]).toEqual([1, expect.stringContaining('文件超出限度')]);
});

describe('without --root', () => {
  test('the roots of this machine’s office are believed', async () => {
    process.env.DATA_DIR = at('data');
    await mkdir(at('data', 'public', 'ca'), { recursive: true });
    await writeFile(at('data', 'public', 'ca', 'roots.pem'), pem(files().issuer.certificate));
    await writeFile(at('data', 'public', 'ca', 'timestamp-roots.pem'), pem(files().time.root));
    const { status, text } = await run('verify', at('archived.pdf'), '--lang', 'zh');
    expect(status).toBe(0);
    expect(text).toContain(at('data', 'public', 'ca', 'roots.pem'));
  });

  test('a folder called data is believed only when an authority’s keys lie in it', async () => {
    const place = at('elsewhere');
    await mkdir(join(place, 'data', 'public', 'ca'), { recursive: true });
    await mkdir(join(place, 'data', 'keys'));
    await writeFile(join(place, 'data', 'public', 'ca', 'roots.pem'), pem(files().issuer.certificate));
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
      cwd: at(),
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^Not sound: A signature does not belong to the content/);
  });
});
