// All private and public files in the two buckets.
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { Inventory } from '../ports/inventory.ts';

/** Needs s3:ListBucket on both. */
export function s3Inventory(
  client: S3Client,
  buckets: { private: string; public: string },
): Pick<Inventory, 'files' | 'publicFiles'> {
  async function* keys(bucket: string): AsyncIterable<string> {
    let token: string | undefined;
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
      for (const { Key } of page.Contents ?? []) yield Key!;
      token = page.NextContinuationToken;
    } while (token);
  }
  return {
    async *files() {
      // What lies beside `files/` keeps its path, after a stroke that no digest has.
      for await (const key of keys(buckets.private))
        yield key.startsWith('files/') ? key.slice(6) : `/${key}`;
    },
    publicFiles: () => keys(buckets.public),
  };
}
