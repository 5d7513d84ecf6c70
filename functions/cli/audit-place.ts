// Opens the stores of this machine's data folder, or of the cloud, to be read by an audit.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { documentType } from '../../templates/registry.ts';
import { authorityInventory } from '../adapters/authority-inventory.ts';
import { KEY_FILE } from '../adapters/authority-key-file.ts';
import { EARLIER_KEY_FILE, fileKeyRing, kmsKeyRing } from '../adapters/authority-keys.ts';
import { damagedInventory, readable } from '../adapters/damaged-table.ts';
import { diskFileStore } from '../adapters/disk-file-store.ts';
import { diskInventory } from '../adapters/disk-inventory.ts';
import { diskPublicSite } from '../adapters/disk-public-site.ts';
import { dynamoAuthority, loadAuthority } from '../adapters/dynamo-authority.ts';
import { dynamoDocumentStore } from '../adapters/dynamo-document-store.ts';
import { dynamoInventory } from '../adapters/dynamo-inventory.ts';
import { fileSigningKey, TRAIL_KEY_FILE } from '../adapters/file-signing-key.ts';
import { kmsSigningKey } from '../adapters/kms-signing-key.ts';
import { s3FileStore } from '../adapters/s3-file-store.ts';
import { s3Inventory } from '../adapters/s3-inventory.ts';
import { s3PublicSite } from '../adapters/s3-public-site.ts';
import {
  authoritySettings,
  type CloudSettings,
  cloudSettings,
  type EmbeddedSettings,
  embeddedSettings,
} from '../config.ts';
import { openPress, random, systemClock, timestampsFrom } from '../handlers/assemble.ts';
import { DirectoryInUse, lockDirectory } from '../local/directory-lock.ts';
import { writePageVerifier } from '../local/page-verifier.ts';
import { readTableAccess } from '../local/table-access.ts';
import { startTableServer, type TableAccess } from '../local/table-server.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import { Unreadable } from '../ports/inventory.ts';
import type { Auditing } from '../workflow/audit.ts';

const TABLE = 'lianqian';

/** There is nothing that could be audited. */
export class NothingThere extends Error {
  override readonly name = 'NothingThere';
}

type Environment = Readonly<Record<string, string | undefined>>;
type Work<T> = (world: Auditing, running: boolean) => Promise<T>;

/**
 * `running`: a system may be at work on what is read. Throws NothingThere, BadSetting, and DirectoryInUse when another
 * process than a server has the folder.
 */
export async function withStores<T>(reprints: boolean, work: Work<T>, environment?: Environment): Promise<T> {
  if (authoritySettings(environment).kind === 'table')
    return inCloud(cloudSettings(environment), reprints, work);
  const settings = embeddedSettings(environment);
  if (!existsSync(join(settings.dataDirectory, 'table'))) throw new NothingThere(settings.dataDirectory);
  const keys = join(settings.dataDirectory, 'keys');
  let lock: Awaited<ReturnType<typeof lockDirectory>>;
  try {
    lock = await lockDirectory(settings.dataDirectory);
  } catch (fault) {
    // LevelDB lets one process in: beside a running server the table is read through that server.
    const access = fault instanceof DirectoryInUse ? await readTableAccess(keys) : undefined;
    if (!access) throw fault;
    return inFolder(settings, access, reprints, (world) => work(world, true));
  }
  try {
    const server = await startTableServer(join(settings.dataDirectory, 'table'));
    try {
      return await inFolder(settings, server, reprints, (world) => work(world, false));
    } finally {
      await server.stop();
    }
  } finally {
    await lock.release();
  }
}

async function inFolder<T>(
  settings: EmbeddedSettings,
  { endpoint, region, credentials }: TableAccess,
  reprints: boolean,
  work: (world: Auditing) => Promise<T>,
): Promise<T> {
  const { dataDirectory, places } = settings;
  const [files, site, keys] = ['files', 'public', 'keys'].map((name) => join(dataDirectory, name)) as [
    string,
    string,
    string,
  ];
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const place = { client, table: TABLE, earlierKey: EARLIER_KEY_FILE };
  const ring = fileKeyRing(keys);
  try {
    await mustBeFounded(place, dataDirectory);
    return await work({
      ...common(settings, reprints),
      documents: readableDocuments(client),
      trailKey: fileSigningKey(join(keys, TRAIL_KEY_FILE), { made: false }),
      files: diskFileStore(files),
      site: diskPublicSite(site),
      printer: openPress(places).printer,
      authority: dynamoAuthority({
        ...place,
        keys: ring,
        clock: systemClock,
        random,
        organization: settings.organization,
        publicUrl: '',
      }),
      inventory: {
        ...damagedInventory(client, TABLE),
        ...diskInventory({ files, public: site }),
        ...authorityInventory(
          () => readable('table authority record', () => loadAuthority(place)),
          ring,
          (name) => KEY_FILE.test(name),
        ),
      },
      beside: writePageVerifier,
    });
  } finally {
    client.destroy();
  }
}

function readableDocuments(client: DynamoDBClient): DocumentStore {
  const documents = dynamoDocumentStore(client, TABLE);
  const load: DocumentStore['load'] = (id) =>
    readable(`table document#${id} document`, () => documents.load(id));
  return { ...documents, load };
}

async function inCloud<T>(settings: CloudSettings, reprints: boolean, work: Work<T>): Promise<T> {
  const endpoint = settings.endpoint ? { endpoint: settings.endpoint } : {};
  const client = new DynamoDBClient(endpoint);
  const s3 = new S3Client({ ...endpoint, ...(settings.endpoint ? { forcePathStyle: true } : {}) });
  const { table, authorityKeyId: issuing, authorityRootKeyId: root } = settings;
  const place = { client, table, earlierKey: issuing ?? '' };
  await mustBeFounded(place, table);
  const kms = new KMSClient(endpoint);
  const ring = kmsKeyRing(kms, { ...(issuing ? { issuing } : {}), ...(root ? { root } : {}) });
  return work(
    {
      ...common(settings, reprints),
      documents: dynamoDocumentStore(client, table),
      trailKey: kmsSigningKey(kms, settings.trailKeyId),
      files: s3FileStore(s3, settings.privateBucket),
      site: s3PublicSite(s3, settings.publicBucket),
      printer: openPress(settings.places).printer,
      authority: dynamoAuthority({
        ...place,
        keys: ring,
        clock: systemClock,
        random,
        organization: settings.organization,
        publicUrl: settings.publicUrl,
      }),
      inventory: {
        ...dynamoInventory(client, table),
        ...s3Inventory(s3, { private: settings.privateBucket, public: settings.publicBucket }),
        ...authorityInventory(
          () => loadAuthority(place),
          ring,
          (name) => sameAccount(name, settings.trailKeyId),
        ),
      },
      beside: writePageVerifier,
    },
    true,
  );
}

function common(settings: Pick<EmbeddedSettings, 'timestamps'>, reprints: boolean) {
  return { documentType, clock: systemClock, timestamps: timestampsFrom(settings.timestamps), reprints };
}

/** Of two keys of KMS. A name that is no ARN is always one of the caller's account. */
function sameAccount(one: string, other: string): boolean {
  const [a, b] = [one, other].map((key) => key.slice(0, key.lastIndexOf(':') + 1));
  return a === '' || b === '' || a === b;
}

/** An audit writes nothing: the authority is not to be made by it. One that cannot be read is there. */
async function mustBeFounded(place: Parameters<typeof loadAuthority>[0], where: string): Promise<void> {
  const record = await readable('table authority record', () => loadAuthority(place)).catch(
    (fault: Error) => {
      if (fault.name === 'ResourceNotFoundException') throw new NothingThere(where);
      if (!(fault instanceof Unreadable)) throw fault;
      return undefined;
    },
  );
  if (record?.authorities.length === 0) throw new NothingThere(where);
}
