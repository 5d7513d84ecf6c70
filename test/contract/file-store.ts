// What every file store must do.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Sha256 } from '../../functions/domain/event.ts';
import { FileDamaged, FileMissing, type FileStore } from '../../functions/ports/file-store.ts';

export interface FileStoreUnderTest {
  store: FileStore;
  /** Puts other bytes where the file of that digest is, behind the store's back. */
  damage(digest: Sha256, bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export function describeFileStore(name: string, make: () => Promise<FileStoreUnderTest>): void {
  describe(`file store: ${name}`, () => {
    let under: FileStoreUnderTest;
    let store: FileStore;
    beforeAll(async () => {
      under = await make();
      store = under.store;
    });
    afterAll(() => under.close());

    test('gives back the bytes under their SHA-256', async () => {
      const bytes = new TextEncoder().encode(`{"姓名":"王𠮷","n":"${randomBytes(8).toString('hex')}"}`);
      const digest = await store.put(bytes, 'application/json');
      expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(await store.get(digest)).toEqual(bytes);
    });

    test('keeps an empty file, and one of three megabytes', async () => {
      expect(await store.get(await store.put(new Uint8Array(), 'text/plain'))).toEqual(new Uint8Array());
      const large = Uint8Array.from(randomBytes(3_000_000));
      expect(Buffer.compare(await store.get(await store.put(large, 'application/pdf')), large)).toBe(0);
    });

    test('stores a part of a larger buffer as that part', async () => {
      const whole = Uint8Array.from(randomBytes(100));
      expect(await store.get(await store.put(whole.subarray(10, 20), 'text/plain'))).toEqual(
        whole.slice(10, 20),
      );
    });

    test('takes the same bytes again, also twenty times at once', async () => {
      const bytes = Uint8Array.from(randomBytes(5000));
      const digests = await Promise.all(
        Array.from({ length: 20 }, () => store.put(bytes, 'application/pdf')),
      );
      expect(new Set(digests).size).toBe(1);
      expect(await store.put(bytes, 'text/plain')).toBe(digests[0]);
      expect(await store.get(digests[0]!)).toEqual(bytes);
    });

    test('says that a file is missing', async () => {
      await expect(store.get(randomBytes(32).toString('hex'))).rejects.toBeInstanceOf(FileMissing);
    });

    test('finds nothing under what is not a digest', async () => {
      for (const digest of ['', '..', `../${'a'.repeat(61)}`, `aa/../../${'a'.repeat(55)}`, 'A'.repeat(64)]) {
        await expect(store.get(digest)).rejects.toBeInstanceOf(FileMissing);
      }
    });

    test('says that a file is damaged rather than giving other bytes', async () => {
      const digest = await store.put(Uint8Array.from(randomBytes(50)), 'text/plain');
      await under.damage(digest, new TextEncoder().encode('other'));
      await expect(store.get(digest)).rejects.toBeInstanceOf(FileDamaged);
    });
  });
}
