// The audit of a register that says which signatures have fallen: what it must hold, before the mark, while it is written, after.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fingerprint, revoked } from '../../functions/adapters/authority-record.ts';
import { ownIssuer } from '../../functions/adapters/own-issuer.ts';
import { fold } from '../../functions/domain/document.ts';
import { auditAll, auditOne } from '../../functions/workflow/audit.ts';
import { revocationWatch } from '../../functions/workflow/mark-revoked.ts';
import { NOTED_PATH, readNoted, writeNoted } from '../../functions/workflow/noted-revocations.ts';
import { auditedWorld } from './audited-world.ts';

const { world, audited, kept, documents, founding, record, prepare, pledge, dispose } = auditedWorld();
afterAll(dispose);

let [id, number] = ['', ''];
const files = new Map<string, { bytes: Uint8Array; contentType: string }>();
const page = () => `pledges/${number}/index.html`;
const set = (path: string, bytes: Uint8Array) =>
  world.site.files.set(path, { bytes, contentType: world.site.files.get(path)?.contentType ?? '' });
const found = async () =>
  (await auditAll(audited)).findings.map(({ level, kind, path }) => `${level} ${kind} ${path}`);

beforeAll(async () => {
  await prepare();
  id = await pledge(['drc', 'county', 'enterprise']);
  await pledge(['drc', 'county', 'enterprise']);
  const { issue, parties } = fold((await documents.load(id))!.events);
  number = issue!.number;
  for (const [path, file] of world.site.files) files.set(path, file);
  const was = await record();
  const issuer = fingerprint(was.authorities.at(-1)!.certificate);
  const { serial } = parties.county.signed!;
  kept.record = await revoked(was, { issuer, serial, at: world.clock.now(), reason: 0 }, founding);
  world.authority = async () => ownIssuer(kept.record!, founding);
}, 120_000);

const WAITING = `warning revocation public/${NOTED_PATH}`;

test('before the mark: the signature has fallen, the register is about to say so, and all else is as it was published', async () => {
  const said = (await found()).filter((one) => !one.includes('.crl'));
  expect(said.sort()).toEqual([`finding revocation party county`, WAITING].sort());
});

test('while it is written: each file may say it already, and none another thing', async () => {
  const { append } = world.documents;
  world.documents.append = () => Promise.reject(new Error('died'));
  await expect(revocationWatch(world, 0)()).rejects.toThrow('died');
  world.documents.append = append;
  expect(new TextDecoder().decode(world.site.files.get(page())!.bytes)).toContain('签名证书已吊销');
  expect((await found()).sort()).toEqual([`finding revocation party county`, WAITING].sort());
  const half = world.site.files.get(page())!;
  world.site.files.set(page(), files.get(page())!);
  expect((await found()).sort()).toEqual([`finding revocation party county`, WAITING].sort());
  set(page(), new TextEncoder().encode('有签名不再有效'));
  expect(await found()).toContain(`finding public-altered public/${page()}`);
  world.site.files.set(page(), half);
});

test('after it: nothing but a warning that the signature has fallen', async () => {
  await revocationWatch(world, 0)();
  expect(await found()).toEqual(['warning marked party county']);
  expect((await auditOne(audited, id)).findings.map(({ kind }) => kind)).toEqual(['marked']);
});

test.each([
  ['the page', page],
  ['the record', () => `pledges/${number}/pledge.json`],
])('a mark that somebody has taken off %s is found', async (_, path) => {
  const marked = world.site.files.get(path())!;
  world.site.files.set(path(), files.get(path())!);
  expect(await found()).toContain(`finding public-altered public/${path()}`);
  world.site.files.set(path(), marked);
});

test('a mark that was taken out of the index is found there, and on the pages made from it', async () => {
  const paths = ['index.json', 'index.html', 'feed.json'];
  const marked = paths.map((path) => [path, world.site.files.get(path)!] as const);
  // As it was when both had been published, and nothing was revoked.
  for (const path of paths) world.site.files.set(path, files.get(path)!);
  const said = await found();
  for (const path of paths) expect(said).toContain(`finding public-altered public/${path}`);
  for (const [path, file] of marked) world.site.files.set(path, file);
});

test('a revocation that only the register has noted is found', async () => {
  const { noted } = await readNoted(world.site);
  const invented = { ...noted.revoked[0]!, serial: '4a77' };
  const before = world.site.files.get(NOTED_PATH)!;
  set(NOTED_PATH, writeNoted({ revoked: [...noted.revoked, invented] }));
  expect(await found()).toContain(`finding public-altered public/${NOTED_PATH} 4a77`);
  set(NOTED_PATH, new TextEncoder().encode('{}'));
  expect(await found()).toContain(`finding public-altered public/${NOTED_PATH}`);
  world.site.files.set(NOTED_PATH, before);
});

test('a register that claims to have looked at all pledges, and has not marked this one, is found', async () => {
  const { noted } = await readNoted(world.site);
  const before = world.site.files.get(NOTED_PATH)!;
  // Another day than the one that was noted: what the trail tells does not follow from it.
  const at = '2026-11-01T00:00:00.000Z';
  const was = kept.record!;
  kept.record = { ...was, revoked: was.revoked.map((one) => ({ ...one, at })) };
  set(NOTED_PATH, writeNoted({ revoked: noted.revoked.map((one) => ({ ...one, at })) }));
  expect(await found()).toContain('finding revocation register');
  expect((await auditOne(audited, id)).findings.map(({ path }) => path)).toContain('register');
  kept.record = was;
  world.site.files.set(NOTED_PATH, before);
});
