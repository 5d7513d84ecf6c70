// A world whose table, files and keys lie in a data folder, as the embedded system leaves them.
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EARLIER_KEY_FILE, fileKeyRing } from '../../functions/adapters/authority-keys.ts';
import { diskFileStore } from '../../functions/adapters/disk-file-store.ts';
import { diskPublicSite } from '../../functions/adapters/disk-public-site.ts';
import { dynamoAuthority } from '../../functions/adapters/dynamo-authority.ts';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo-document-store.ts';
import { dynamoNumberRegister } from '../../functions/adapters/dynamo-number-register.ts';
import { ensureTable } from '../../functions/adapters/dynamo-table.ts';
import { fileSigningKey, TRAIL_KEY_FILE } from '../../functions/adapters/file-signing-key.ts';
import { startTableServer } from '../../functions/local/table-server.ts';
import type { World } from '../../functions/workflow/world.ts';
import type { testWorld } from '../workflow/test-world.ts';

export const TABLE = 'lianqian';

type Made = Pick<ReturnType<typeof testWorld>, 'world' | 'founding'>;

/** Opens the table of the data folder `path` while `work` runs. */
export async function withTable(
  path: string,
  work: (client: DynamoDBClient) => Promise<void>,
): Promise<void> {
  const { stop, ...access } = await startTableServer(join(path, 'table'));
  const client = new DynamoDBClient(access);
  await work(client);
  client.destroy();
  await stop();
}

/** `world` in the data folder `path`, whose table `client` reaches; `founding`: of the authority, made on first use. */
export async function diskWorld(
  path: string,
  client: DynamoDBClient,
  { world, founding }: Made,
): Promise<World & Pick<Made['world'], 'mailer'>> {
  await ensureTable(client, TABLE);
  const keys = join(path, 'keys');
  return {
    ...world,
    documents: dynamoDocumentStore(client, TABLE),
    numbers: dynamoNumberRegister(client, TABLE),
    trailKey: fileSigningKey(join(keys, TRAIL_KEY_FILE)),
    files: diskFileStore(join(path, 'files')),
    site: diskPublicSite(join(path, 'public')),
    authority: dynamoAuthority({
      ...founding,
      ...{ client, table: TABLE, earlierKey: EARLIER_KEY_FILE, keys: fileKeyRing(keys) },
    }),
  };
}
