// The file store in S3 keeps the contract, and knows what S3's refusals mean.
import { createHash, randomBytes } from 'node:crypto';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { s3FileStore } from '../../functions/adapters/s3-file-store.ts';
import { FileDamaged } from '../../functions/ports/file-store.ts';
import { emulatedS3, hasAwsEmulator, newName } from '../contract/aws-emulator.ts';
import { describeFileStore } from '../contract/file-store.ts';
import { type SmallBucket, smallBucket } from '../contract/small-bucket.ts';

describeFileStore('s3 against a small bucket', async () => {
  const { client, bucket, objects, close } = await smallBucket();
  return {
    store: s3FileStore(client, bucket),
    damage: async (digest, bytes) => {
      objects.get(`files/${digest}`)!.bytes = Buffer.from(bytes);
    },
    close,
  };
});

if (hasAwsEmulator) {
  describeFileStore('s3 against an AWS emulator', async () => {
    const client = emulatedS3();
    const bucket = newName('files');
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    return {
      store: s3FileStore(client, bucket),
      damage: async (digest, bytes) => {
        await client.send(new PutObjectCommand({ Bucket: bucket, Key: `files/${digest}`, Body: bytes }));
      },
      close: async () => client.destroy(),
    };
  });
}

describe('a file put to S3', () => {
  let small: SmallBucket;
  beforeAll(async () => {
    small = await smallBucket();
  });
  afterAll(() => small.close());
  const newBytes = () => Uint8Array.from(randomBytes(20));

  test('is put with its type, its digest, and only where none is', async () => {
    const digest = await s3FileStore(small.client, small.bucket).put(newBytes(), 'application/pdf');
    expect(small.objects.get(`files/${digest}`)!.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-amz-checksum-sha256': Buffer.from(digest, 'hex').toString('base64'),
      'if-none-match': '*',
    });
  });

  test('is put again when another request for it was under way', async () => {
    small.refuseNext([409, 'ConditionalRequestConflict'], [409, 'ConditionalRequestConflict']);
    const store = s3FileStore(small.client, small.bucket);
    const bytes = newBytes();
    expect(await store.get(await store.put(bytes, 'text/plain'))).toEqual(bytes);
  });

  test('is not said to be stored when what stands there is damaged', async () => {
    const store = s3FileStore(small.client, small.bucket);
    const bytes = newBytes();
    const digest = createHash('sha256').update(bytes).digest('hex');
    small.objects.set(`files/${digest}`, { bytes: Buffer.from('other'), headers: {} });
    await expect(store.put(bytes, 'text/plain')).rejects.toBeInstanceOf(FileDamaged);
  });

  test('is an error when S3 refuses it for another reason', async () => {
    small.refuseNext([403, 'AccessDenied']);
    const put = s3FileStore(small.client, small.bucket).put(newBytes(), 'text/plain');
    await expect(put).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
