// Clients for an AWS emulator that runs beside the tests, if one does.

import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';

const endpoint = process.env.LIANQIAN_TEST_AWS_ENDPOINT;
const settings = {
  ...(endpoint === undefined ? {} : { endpoint }),
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};

export const hasAwsEmulator = endpoint !== undefined && endpoint !== '';

/** An emulator is shared: every user takes a name of its own. */
export const newName = (kind: string): string => `lianqian-${kind}-${randomBytes(6).toString('hex')}`;

export const emulatedDynamo = (): DynamoDBClient => new DynamoDBClient(settings);

export const emulatedS3 = (): S3Client => new S3Client({ ...settings, forcePathStyle: true });
