// The public register's files in a bucket that a CDN or S3 itself serves.
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { PublicConflict, type PublicSite } from '../ports/public-site.ts';
import { checkPublicPath } from './public-path.ts';
import { statusOf } from './s3-status.ts';

/** Needs s3:GetObject, s3:PutObject, and s3:ListBucket: without it a missing file answers 403, not 404. */
export function s3PublicSite(client: S3Client, bucket: string): PublicSite {
  return {
    async read(path) {
      try {
        const { Body, ETag } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: checkPublicPath(path) }),
        );
        return { bytes: await Body!.transformToByteArray(), tag: ETag! };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async write(path, bytes, contentType, replaces) {
      const put = new PutObjectCommand({
        Bucket: bucket,
        Key: checkPublicPath(path),
        Body: bytes,
        ContentType: contentType,
        CacheControl: cacheControlOf(path),
        ...(replaces === undefined
          ? {}
          : replaces === 'nothing'
            ? { IfNoneMatch: '*' }
            : { IfMatch: replaces }),
      });
      try {
        await client.send(put);
      } catch (error) {
        if (replaces !== undefined && isConflict(error)) throw new PublicConflict(path, { cause: error });
        throw error;
      }
    },
  };
}

/** 412: another file stands there; 409: another write is under way; NoSuchKey: none stands there (If-Match). */
function isConflict(error: unknown): boolean {
  const status = statusOf(error);
  return status === 412 || status === 409 || (status === 404 && (error as Error).name === 'NoSuchKey');
}

/** A signed PDF never changes under its name; pages, feeds and what is said of a hash do. */
export function cacheControlOf(path: string): string {
  return path.endsWith('.pdf') ? 'public, max-age=31536000, immutable' : 'public, max-age=60';
}
