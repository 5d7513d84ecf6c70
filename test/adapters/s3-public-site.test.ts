// The public site in S3 keeps the contract, and tells caches how long a file may be kept.
import { CreateBucketCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { cacheControlOf, s3PublicSite } from '../../functions/adapters/s3-public-site.ts';
import { PublicConflict } from '../../functions/ports/public-site.ts';
import { emulatedS3, hasAwsEmulator, newName } from '../contract/aws-emulator.ts';
import { describePublicSite } from '../contract/public-site.ts';
import { smallBucket } from '../contract/small-bucket.ts';

describePublicSite('s3 against a small bucket', async () => {
  const { client, bucket, close } = await smallBucket();
  return { site: s3PublicSite(client, bucket), close };
});

test('another write under way is a conflict only for who asked for one', async () => {
  const { client, bucket, refuseNext, close } = await smallBucket();
  const site = s3PublicSite(client, bucket);
  refuseNext([409, 'ConditionalRequestConflict'], [409, 'OperationAborted'], [404, 'NoSuchBucket']);
  const bytes = new Uint8Array([60]);
  await expect(site.write('a.html', bytes, 'text/html', 'nothing')).rejects.toBeInstanceOf(PublicConflict);
  await expect(site.write('a.html', bytes, 'text/html')).rejects.not.toBeInstanceOf(PublicConflict);
  await expect(site.write('a.html', bytes, 'text/html', '"tag"')).rejects.not.toBeInstanceOf(PublicConflict);
  await close();
});

async function newBucket() {
  const client = emulatedS3();
  const bucket = newName('public');
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return { client, bucket };
}

if (hasAwsEmulator) {
  describePublicSite('s3 against an AWS emulator', async () => {
    const { client, bucket } = await newBucket();
    return { site: s3PublicSite(client, bucket), close: async () => client.destroy() };
  });

  test('an object carries its type and how long it may be kept', async () => {
    const { client, bucket } = await newBucket();
    await s3PublicSite(client, bucket).write('index.html', new Uint8Array([60]), 'text/html; charset=utf-8');
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'index.html' }));
    client.destroy();
    expect(head.ContentType).toBe('text/html; charset=utf-8');
    expect(head.CacheControl).toBe('public, max-age=60');
  });
}

describe('how long a public file may be kept', () => {
  test('for ever, if its name says what it holds', () => {
    for (const path of ['pledges/a.pdf', 'pledges/1/1.pdf'])
      expect(cacheControlOf(path)).toContain('immutable');
  });

  test('a minute, if it is a page or a feed', () => {
    for (const path of ['index.html', 'index.json', 'check.js', 'by-hash/00ff.json']) {
      expect(cacheControlOf(path)).toBe('public, max-age=60');
    }
  });
});
