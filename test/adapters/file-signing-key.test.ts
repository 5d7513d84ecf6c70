// The key file.

import { generateKeyPairSync } from 'node:crypto';
import { watch } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fileSigningKey } from '../../functions/adapters/file-signing-key.ts';
import { signingKeyContract } from '../contract/signing-key.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signing-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

const path = () => join(folder, 'keys', 'ca.pem');

describe('a key in a file', () => {
  signingKeyContract(async () => fileSigningKey(path()));

  test('is made on first use, for the owner only, and leaves no draft', async () => {
    await fileSigningKey(path()).publicKey();
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(await readFile(path(), 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(await readdir(join(folder, 'keys'))).toEqual(['ca.pem']);
  });

  test('is written under a name that the sweep of abandoned files knows', async () => {
    await mkdir(join(folder, 'keys'));
    const seen = new Set<string>();
    const watcher = watch(join(folder, 'keys'), (_, name) => void seen.add(String(name)));
    try {
      await fileSigningKey(path()).publicKey();
      for (let i = 0; i < 200 && seen.size < 2; i++) await setTimeout(10);
    } finally {
      watcher.close();
    }
    expect([...seen].sort()).toEqual([expect.stringMatching(/^\.ca\.pem\.[0-9a-f-]{36}\.part$/), 'ca.pem']);
  });

  test('is one key when many open it at once', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => fileSigningKey(path()).publicKey()));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
  });

  test('is refused when it is of another curve, and the file stays as it was', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    const other = join(folder, 'other.pem');
    await writeFile(other, pem);
    await chmod(other, 0o600);
    await expect(fileSigningKey(other).publicKey()).rejects.toThrow('does not hold a P-256 key');
    expect(await readFile(other, 'utf8')).toBe(pem);
  });
});
