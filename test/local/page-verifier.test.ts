// The verifier for browsers: built once, kept while its sources stay, and written into the register when it is another.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pageVerifier, writePageVerifier } from '../../functions/local/page-verifier.ts';
import { memoryPublicSite } from '../fakes/memory-public-site.ts';

let directory: string;
let built: Uint8Array;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lianqian-page-verifier-'));
  built = await pageVerifier(join(directory, 'cache'));
});
afterAll(() => rm(directory, { recursive: true }));

test('is one script without imports, which nothing of Node is in', () => {
  const text = new TextDecoder().decode(built);
  expect(text).not.toMatch(/^import|\bfrom ?["']|["']node:|\brequire\(|\beval\(|new Function/m);
  expect(text).toContain('lianqian-check/1');
});

test('is taken from where it was kept, until its sources change', async () => {
  const [kept, ...others] = await readdir(join(directory, 'cache'));
  expect(others).toEqual([]);
  await writeFile(join(directory, 'cache', kept!), 'kept');
  expect(new TextDecoder().decode(await pageVerifier(join(directory, 'cache')))).toBe('kept');
});

test('is built all the same where nothing can be kept', async () => {
  await writeFile(join(directory, 'file'), '');
  expect(await pageVerifier(join(directory, 'file', 'cache'))).toEqual(built);
});

test('is written into the register, once', async () => {
  const site = memoryPublicSite();
  await writePageVerifier(site);
  const first = site.files.get('assets/verify.js');
  expect(first?.contentType).toBe('text/javascript; charset=utf-8');
  expect(Buffer.from(first!.bytes).equals(built)).toBe(true);
  await writePageVerifier(site);
  expect(site.files.get('assets/verify.js')).toBe(first);
});
