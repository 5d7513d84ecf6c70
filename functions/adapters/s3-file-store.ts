// Private files in S3: `files/<sha256>`, written once and never again.
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Sha256 } from '../domain/event.ts';
import { FileDamaged, FileMissing, type FileStore } from '../ports/file-store.ts';
import { statusOf } from './s3-status.ts';

const ATTEMPTS = 5;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes);
const keyOf = (digest: Sha256): string => `files/${digest}`;

/**
 * Needs s3:GetObject and s3:PutObject below `files/`, and s3:ListBucket: without it S3 answers 403, not 404, for a
 * file that is not there.
 */
export function s3FileStore(client: S3Client, bucket: string): FileStore {
  async function get(digest: Sha256): Promise<Uint8Array> {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new FileMissing(digest);
    const bytes = await read(digest);
    if (sha256(bytes).digest('hex') !== digest) throw new FileDamaged(digest);
    return bytes;
  }

  async function read(digest: Sha256): Promise<Uint8Array> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(digest) }));
      return await Body!.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) throw new FileMissing(digest);
      throw error;
    }
  }

  /** Whether this call wrote it; false: something stands there already. */
  async function writeOnce(digest: Sha256, bytes: Uint8Array, contentType: string): Promise<boolean> {
    const put = new PutObjectCommand({
      Bucket: bucket,
      Key: keyOf(digest),
      Body: bytes,
      ContentType: contentType,
      // S3 refuses bytes that were changed on the way.
      ChecksumSHA256: Buffer.from(digest, 'hex').toString('base64'),
      IfNoneMatch: '*',
    });
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.send(put);
        return true;
      } catch (error) {
        if (statusOf(error) === 412) return false;
        // Another request for the same key is under way: S3 asks to try again.
        if (statusOf(error) !== 409 || attempt === ATTEMPTS) throw error;
        await wait(attempt * 50);
      }
    }
  }

  return {
    async put(bytes, contentType) {
      const digest = sha256(bytes).digest('hex');
      // What stands there is read once, so that nobody is told a damaged file is stored.
      if (!(await writeOnce(digest, bytes, contentType))) await get(digest);
      return digest;
    },
    get,
  };
}
