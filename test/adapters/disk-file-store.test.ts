// The file store on disk keeps the contract, privately and whole.
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { diskFileStore } from '../../functions/adapters/disk-file-store.ts';
import { describeFileStore } from '../contract/file-store.ts';

const pathIn = (folder: string, digest: string) => join(folder, digest.slice(0, 2), digest.slice(2));

describeFileStore('disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'files-'));
  return {
    store: diskFileStore(join(folder, 'not', 'yet', 'there')),
    damage: (digest, bytes) => writeFile(pathIn(join(folder, 'not', 'yet', 'there'), digest), bytes),
    close: () => rm(folder, { recursive: true }),
  };
});

describe('files on disk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'files-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('can be read by their owner only, and leave nothing unfinished', async () => {
    const digest = await diskFileStore(folder).put(Uint8Array.from(randomBytes(10)), 'text/plain');
    expect((await stat(pathIn(folder, digest))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, digest.slice(0, 2)))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, digest.slice(0, 2)))).toEqual([digest.slice(2)]);
  });

  test('are made whole by storing them again', async () => {
    const store = diskFileStore(folder);
    const bytes = Uint8Array.from(randomBytes(10));
    const digest = await store.put(bytes, 'text/plain');
    await writeFile(pathIn(folder, digest), 'other');
    await store.put(bytes, 'text/plain');
    expect(await store.get(digest)).toEqual(bytes);
  });
});
