// `lianqian ca` on a data folder: made, shown, renewed, handed out and revoked, and what it says when it cannot.

import { X509Certificate } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fingerprint, listPathOf } from '../../functions/adapters/authority-record.ts';
import { withAuthority } from '../../functions/cli/authority-place.ts';
import { main } from '../../functions/cli/main.ts';
import { authoritySettings } from '../../functions/config.ts';
import { lockDirectory } from '../../functions/local/directory-lock.ts';
import { createRevocationList } from '../../functions/sign/revocation-list.ts';

const folder = mkdtempSync(join(tmpdir(), 'lianqian-ca-command-'));
const before = process.env.DATA_DIR;
beforeAll(() => {
  process.env.DATA_DIR = join(folder, 'data');
});
afterAll(() => {
  if (before === undefined) delete process.env.DATA_DIR;
  else process.env.DATA_DIR = before;
  rmSync(folder, { recursive: true, force: true });
});

const ca = async (...args: string[]) => {
  const { status, lines } = await main(['ca', ...args, '--lang', 'zh']);
  return { status, text: lines.join('\n') };
};

test('an authority is made once, renewed under the same name, handed out and revoked', async () => {
  expect(await ca('show')).toMatchObject({ status: 2, text: expect.stringContaining('还没有证书机构') });
  expect((await ca('create')).text).toContain('--organization');
  expect((await ca('create', '--organization', '西宁市发展和改革委员会')).status).toBe(0);
  expect(await ca('create', '--organization', '别处')).toMatchObject({
    status: 1,
    text: expect.stringContaining('没有改动'),
  });
  expect((await ca('rotate')).status).toBe(0);
  expect((await ca('rotate', '--root')).text).toContain('CN=Lianqian Root CA 2, O=西宁市发展和改革委员会');

  const { status, text } = await ca('show');
  expect(status).toBe(0);
  expect(text.match(/^签发证书 /gm)).toHaveLength(3);
  expect(text.match(/状态 {2}\S+/g)).toEqual([
    ...['状态  已更换，此前的签名仍凭它核验', '状态  已更换，此前的签名仍凭它核验'],
    ...['状态  已更换，此前的签名仍凭它核验', '状态  使用中', '状态  使用中'],
  ]);

  expect((await ca('export', '--format', 'nss', '--out', folder)).text).toContain('certutil');
  const roots = readFileSync(join(folder, 'lianqian-roots.pem'), 'utf8').match(/BEGIN CERTIFICATE/g);
  expect(roots).toHaveLength(2);
  expect(await ca('export', '--format', 'pem', '--out', folder)).toMatchObject({
    status: 2,
    text: expect.stringContaining('已经存在，没有改动'),
  });
  await ca('export', '--format', 'acrobat', '--out', folder);
  const root = new X509Certificate(readFileSync(join(folder, 'lianqian-root.cer')));
  expect(root.subject).toContain('Lianqian Root CA 2');

  expect((await ca('revoke', '41ab')).text).toContain('--issuer');
  for (const wrong of ['41a', 'serial', '41'.repeat(21)])
    expect(await ca('revoke', wrong)).toMatchObject({
      status: 2,
      text: expect.stringContaining('每两位一组'),
    });
  const [issuer] = /[0-9A-F]{2}(:[0-9A-F]{2}){31}/.exec(text.slice(text.indexOf('Issuing CA 1'))) ?? [];
  const revoked = await ca('revoke', '41:AB', '--issuer', issuer!, '--reason', 'superseded');
  expect(revoked).toMatchObject({ status: 0, text: expect.stringContaining('请在控制台作废后重新签发') });
  expect((await ca('show')).text).toContain('已吊销 1 张证书');
});

test('when the last certificate that issues is revoked it is said what to do, and a rotation puts it right', async () => {
  const serials = async () =>
    [...(await ca('show')).text.matchAll(/^签发证书 [\s\S]*?序列号 {2}(\S+)/gm)].map(([, serial]) => serial!);
  const [first, second, third] = await serials();
  expect((await ca('revoke', second!, '--reason', 'superseded')).text).not.toContain('没有可用');
  await ca('revoke', first!);
  const stolen = ['revoke', third!, '--reason', 'keyCompromise'];
  const undated = await ca(...stolen);
  expect(undated).toMatchObject({ status: 2, text: expect.stringContaining('--since') });
  const last = await ca(...stolen, '--since', '2026-03-01');
  expect(last.text).toContain('没有可用的签发证书');
  const shown = await ca('show');
  expect(shown.status).toBe(1);
  expect(shown.text).toContain('状态  已于 2026-02-28 吊销（密钥泄露）');
  expect(shown.text).toContain('请运行 npx lianqian ca rotate');
  expect((await ca('rotate')).text).toContain('停下的文书会自动继续');
  expect((await ca('show')).status).toBe(0);
});

test('what a published list names and the record has lost, as after a restored backup, is in the record again', async () => {
  const [at, back] = [new Date('2026-03-01T00:00:00Z'), '4a77'];
  const issuer = await withAuthority(authoritySettings(), {}, async ({ record, founding }) => {
    const issuing = record.authorities.findLast(({ kind }) => kind === 'issuing')!;
    const list = await createRevocationList(
      { certificate: issuing.certificate, key: founding.keys.open(issuing.key) },
      {
        ...{ thisUpdate: at, nextUpdate: new Date('2026-06-01T00:00:00Z'), number: 1 },
        revoked: [{ serial: back, at, reason: 4 }],
      },
    );
    const path = join(folder, 'data', 'public', listPathOf(issuing));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, list);
    return fingerprint(issuing.certificate);
  });
  const { status, text } = await ca('revoke', '41cd', '--issuer', issuer);
  expect(status).toBe(0);
  expect(text).toContain(`已补回记录：${back}`);
  await withAuthority(authoritySettings(), {}, async ({ record }) => {
    expect(record.revoked).toContainEqual({ issuer, serial: back, at: at.toISOString(), reason: 4 });
  });
  expect((await ca('revoke', '41ce', '--issuer', issuer)).text).not.toContain('已补回');
});

test.each(['2999-01-01', '2026-02-30T25:00:00Z', 'yesterday', '2026-03-01T09:30:00'])(
  'a time since when that is %s is refused',
  async (since) => {
    expect(await ca('revoke', '41cf', '--since', since)).toMatchObject({
      status: 2,
      text: expect.stringContaining('且不晚于现在'),
    });
  },
);

test('help names every action and option, in both languages', async () => {
  for (const language of ['zh', 'en']) {
    const { status, lines } = await main(['ca', '--help', '--lang', language]);
    expect(status).toBe(0);
    for (const word of [
      'show',
      'create',
      'rotate',
      'export',
      'revoke',
      'keyCompromise',
      '--since',
      '--root-key',
      'wps',
    ])
      expect(lines.join('\n')).toContain(word);
  }
});

test('what stands in the way is said: a running server, a key in its safe', async () => {
  const keys = join(folder, 'data', 'keys');
  const [name] = readdirSync(keys).filter((file) => file.startsWith('authority-root-2'));
  renameSync(join(keys, name!), join(folder, name!));
  expect((await ca('show')).text).toContain(`${name}（密钥不在此处）`);
  expect(await ca('rotate')).toMatchObject({ status: 2, text: expect.stringContaining('放回原处') });
  const lock = await lockDirectory(join(folder, 'data'));
  expect(await ca('show')).toMatchObject({ status: 2, text: expect.stringContaining('请先停止它') });
  await lock.release();
});
