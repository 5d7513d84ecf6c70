// What the identity provider remembers over a restart: one file a record, named by the digest of its id.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { writeWhole } from '../adapters/write-whole.ts';
import { removeAbandoned } from './create-file.ts';

interface StoredRecord {
  payload: AdapterPayload;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

export interface OidcRecords {
  /** Storage of one kind of record, `Session`, `Grant` …, as oidc-provider asks for it. */
  adapter(kind: string): Adapter;
  /** Removes what has expired. */
  sweep(now: number): Promise<void>;
}

/** Of a record that names no end. */
const LONGEST_LIFE_S = 24 * 3600;

/** Ids come from cookies and query strings, so none becomes part of a path. */
const fileName = (id: string): string => `${createHash('sha256').update(id).digest('hex')}.json`;

export async function openOidcRecords(directory: string): Promise<OidcRecords> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  function adapter(kind: string): Adapter {
    const folder = join(directory, kind);
    const pathOf = (id: string) => join(folder, fileName(id));
    const live = (record: StoredRecord | undefined) =>
      record && record.expiresAt > Date.now() ? record.payload : undefined;

    async function write(id: string, record: StoredRecord): Promise<void> {
      await writeWhole(pathOf(id), Buffer.from(JSON.stringify(record)), 0o600);
    }

    async function findWhere(
      matches: (payload: AdapterPayload) => boolean,
    ): Promise<AdapterPayload | undefined> {
      for (const path of await files(folder)) {
        const payload = live(await read(path));
        if (payload && matches(payload)) return payload;
      }
      return undefined;
    }

    return {
      upsert: (id, payload, expiresIn) =>
        write(id, { payload, expiresAt: Date.now() + (expiresIn ?? LONGEST_LIFE_S) * 1000 }),
      find: async (id) => live(await read(pathOf(id))),
      findByUid: (uid) => findWhere((payload) => payload.uid === uid),
      findByUserCode: (userCode) => findWhere((payload) => payload.userCode === userCode),
      async consume(id) {
        const record = await read(pathOf(id));
        if (!record) return;
        record.payload.consumed = Math.floor(Date.now() / 1000);
        await write(id, record);
      },
      destroy: (id) => rm(pathOf(id), { force: true }),
      async revokeByGrantId(grantId) {
        for (const path of await files(folder)) {
          if ((await read(path))?.payload.grantId === grantId) await rm(path, { force: true });
        }
      },
    };
  }

  return {
    adapter,
    async sweep(now) {
      for (const kind of await readdir(directory)) {
        const folder = join(directory, kind);
        await removeAbandoned(folder);
        for (const path of await files(folder)) {
          const record = await read(path);
          if (record && record.expiresAt <= now) await rm(path, { force: true });
        }
      }
    },
  };
}

async function files(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder))
      .filter((name) => /^[0-9a-f]{64}\.json$/.test(name))
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function read(path: string): Promise<StoredRecord | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
