// Opens the authority of this machine's data folder, or of the table in the cloud, for one command.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { EARLIER_KEY_FILE, fileKeyRing, kmsKeyRing } from '../adapters/authority-keys.ts';
import type { AuthorityRecord, Founding } from '../adapters/authority-record.ts';
import { type AuthorityPlace, loadAuthority } from '../adapters/dynamo-authority.ts';
import { ensureTable } from '../adapters/dynamo-table.ts';
import type { AuthoritySettings } from '../config.ts';
import { random, systemClock } from '../handlers/assemble.ts';
import { lockDirectory } from '../local/directory-lock.ts';
import { startTableServer } from '../local/table-server.ts';
import { fetchFile, folderUrl } from './register-client.ts';

const TABLE = 'lianqian';

export interface OpenAuthority {
  place: AuthorityPlace;
  founding: Founding;
  record: AuthorityRecord;
  /** A file of the public register; undefined when it has none. Throws RegisterFault when it cannot be asked. */
  published(path: string): Promise<Uint8Array | undefined>;
  /** Where a key lies, and whether it is there; a key of KMS is not asked. */
  keyAt(name: string): { where: string; there: boolean | undefined };
}

/** Keys of KMS for what is to be made, when not those of the settings. */
export interface NamedKeys {
  root?: string | undefined;
  issuing?: string | undefined;
}

/** Throws DirectoryInUse while a server works on the folder. */
export async function withAuthority<T>(
  settings: AuthoritySettings,
  named: NamedKeys,
  work: (open: OpenAuthority) => Promise<T>,
): Promise<T> {
  return settings.kind === 'folder' ? inFolder(settings, work) : inTable(settings, named, work);
}

const foundingOf = ({ organization, publicUrl }: AuthoritySettings) => ({
  organization,
  publicUrl,
  random,
  now: systemClock.now(),
});

async function inFolder<T>(
  settings: AuthoritySettings & { kind: 'folder' },
  work: (open: OpenAuthority) => Promise<T>,
): Promise<T> {
  const keys = join(settings.dataDirectory, 'keys');
  const lock = await lockDirectory(settings.dataDirectory);
  try {
    const server = await startTableServer(join(settings.dataDirectory, 'table'));
    const client = new DynamoDBClient(server);
    try {
      await ensureTable(client, TABLE);
      const place = { client, table: TABLE, earlierKey: EARLIER_KEY_FILE };
      return await work({
        place,
        founding: { ...foundingOf(settings), keys: fileKeyRing(keys) },
        record: await loadAuthority(place),
        published: (path) => fetchFile(new URL(path, folderUrl(join(settings.dataDirectory, 'public')))),
        keyAt: (name) => ({ where: join(keys, name), there: existsSync(join(keys, name)) }),
      });
    } finally {
      client.destroy();
      await server.stop();
    }
  } finally {
    await lock.release();
  }
}

async function inTable<T>(
  settings: AuthoritySettings & { kind: 'table' },
  named: NamedKeys,
  work: (open: OpenAuthority) => Promise<T>,
): Promise<T> {
  const endpoint = settings.endpoint ? { endpoint: settings.endpoint } : {};
  const client = new DynamoDBClient(endpoint);
  const kms = new KMSClient(endpoint);
  const root = named.root ?? settings.rootKeyId;
  const issuing = named.issuing ?? settings.issuingKeyId;
  try {
    const place = { client, table: settings.table, earlierKey: settings.issuingKeyId ?? '' };
    const keys = kmsKeyRing(kms, { ...(root ? { root } : {}), ...(issuing ? { issuing } : {}) });
    return await work({
      place,
      founding: { ...foundingOf(settings), keys },
      record: await loadAuthority(place),
      published: (path) => fetchFile(new URL(`${settings.publicUrl}/${path}`)),
      keyAt: (name) => ({ where: `KMS ${name}`, there: undefined }),
    });
  } finally {
    client.destroy();
    kms.destroy();
  }
}
