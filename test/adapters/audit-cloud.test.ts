// The audit of the cloud, as the command opens it: DynamoDB, S3 and KMS of an emulator of AWS, when one is named.
import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kmsKeyRing } from '../../functions/adapters/authority-keys.ts';
import { dynamoAuthority } from '../../functions/adapters/dynamo-authority.ts';
import { dynamoDocumentStore } from '../../functions/adapters/dynamo-document-store.ts';
import { dynamoNumberRegister } from '../../functions/adapters/dynamo-number-register.ts';
import { ensureTable } from '../../functions/adapters/dynamo-table.ts';
import { kmsSigningKey } from '../../functions/adapters/kms-signing-key.ts';
import { s3FileStore } from '../../functions/adapters/s3-file-store.ts';
import { s3PublicSite } from '../../functions/adapters/s3-public-site.ts';
import { withStores } from '../../functions/cli/audit-place.ts';
import { fold } from '../../functions/domain/document.ts';
import { writePageVerifier } from '../../functions/local/page-verifier.ts';
import { auditAll } from '../../functions/workflow/audit.ts';
import { prepareRegister } from '../../functions/workflow/prepare-register.ts';
import type { World } from '../../functions/workflow/world.ts';
import { hasAwsEmulator, newName } from '../contract/aws-emulator.ts';
import { signedPledge } from '../workflow/signed-pledge.ts';
import { testWorld } from '../workflow/test-world.ts';

(hasAwsEmulator ? describe : describe.skip)('an audit of the cloud', () => {
  const endpoint = process.env.LIANQIAN_TEST_AWS_ENDPOINT ?? '';
  // As the command's own clients find them.
  for (const [name, value] of Object.entries({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  }))
    process.env[name] ??= value;
  const dynamo = new DynamoDBClient({ endpoint });
  const s3 = new S3Client({ endpoint, forcePathStyle: true });
  const kms = new KMSClient({ endpoint });
  const [table, privateBucket, publicBucket] = ['audited', 'private', 'public'].map(newName) as [
    string,
    string,
    string,
  ];
  const made = testWorld();
  // The audit goes by the clock of the machine, and lists of what is revoked end after a quarter of a year.
  made.world.clock.set(new Date().toISOString());
  let environment: Record<string, string>;
  let id: string;
  let base: string;

  beforeAll(async () => {
    await ensureTable(dynamo, table);
    for (const Bucket of [privateBucket, publicBucket]) await s3.send(new CreateBucketCommand({ Bucket }));
    const [trail, issuing, root] = await Promise.all(
      [1, 2, 3].map(async () => {
        const key = { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' } as const;
        return String((await kms.send(new CreateKeyCommand(key))).KeyMetadata?.Arn);
      }),
    );
    environment = {
      ...{ TABLE_NAME: table, PRIVATE_BUCKET: privateBucket, PUBLIC_BUCKET: publicBucket },
      ...{ TRAIL_KEY_ID: trail!, AUTHORITY_KEY_ID: issuing!, AUTHORITY_ROOT_KEY_ID: root! },
      ...{ BASE_URL: 'https://lianqian.example', PUBLIC_URL: 'https://register.lianqian.example' },
      ...{ ORGANIZATION: 'Test', CONTACT: '联系人', MAIL_FROM_NAME: '联签' },
      ...{ MAIL_FROM_ADDRESS: 'no-reply@lianqian.example', OIDC_ISSUER: 'https://login.example' },
      ...{ OIDC_CLIENT_ID: 'office', API_AUDIENCE: 'api', AWS_ENDPOINT: endpoint },
    };
    const world: World & Pick<typeof made.world, 'mailer'> = {
      ...made.world,
      documents: dynamoDocumentStore(dynamo, table),
      trailKey: kmsSigningKey(kms, trail!),
      files: s3FileStore(s3, privateBucket),
      site: s3PublicSite(s3, publicBucket),
      numbers: dynamoNumberRegister(dynamo, table),
      authority: dynamoAuthority({
        ...{ client: dynamo, table, earlierKey: issuing!, clock: made.world.clock, organization: 'Test' },
        ...{ random: made.world.random, publicUrl: 'https://register.lianqian.example' },
        keys: kmsKeyRing(kms, { issuing: issuing!, root: root! }),
      }),
    };
    await prepareRegister(world);
    await writePageVerifier(world.site);
    id = await signedPledge(world);
    base = fold((await world.documents.load(id))!.events).issue!.base;
  }, 120_000);
  afterAll(() => {
    made.dispose();
    for (const client of [dynamo, s3, kms]) client.destroy();
  });

  const audit = () => withStores(true, (world, running) => auditAll(world, running), environment);

  test('finds nothing where nothing was touched', async () => {
    const { findings, ...counts } = await audit();
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ documents: 1, events: expect.any(Number) });
    expect(counts.events).toBeGreaterThan(10);
    expect(counts.publicFiles).toBeGreaterThan(10);
  });

  test('finds what was altered, taken away and added in table and buckets', async () => {
    const Key = marshall({ pk: `document#${id}`, sk: 'document' });
    await dynamo.send(new UpdateItemCommand({ TableName: table, Key, UpdateExpression: 'REMOVE head' }));
    const Item = marshall({ pk: 'spare#1', sk: 'x' });
    await dynamo.send(new PutItemCommand({ TableName: table, Item }));
    const put = (Bucket: string, Key: string) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body: Uint8Array.of(1) }));
    await put(privateBucket, base);
    await put(privateBucket, `files/${base}`);
    await put(publicBucket, 'ca/trail-key.pem');
    await put(publicBucket, 'ca/spare.cer');
    const { findings } = await audit();
    expect(findings.map(({ level, kind, path }) => `${level} ${kind} ${path}`).sort()).toEqual([
      `finding file-damaged files/${base}`,
      `finding file-extra files//${base}`,
      expect.stringMatching(/^finding head event \d+$/),
      'finding public-altered public/ca/trail-key.pem',
      'finding public-extra public/ca/spare.cer',
      'finding table-extra table spare#1 x',
    ]);
  });
});
