// The file store in S3 keeps the contract, against an AWS emulator if one runs.
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, test } from '@jest/globals';
import { s3FileStore } from '../../functions/adapters/s3-file-store.ts';
import { emulatedS3, hasAwsEmulator, newName } from '../contract/aws-emulator.ts';
import { describeFileStore } from '../contract/file-store.ts';

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
} else {
  describe('file store: s3', () => {
    test.skip('needs LIANQIAN_TEST_AWS_ENDPOINT', () => {});
  });
}
