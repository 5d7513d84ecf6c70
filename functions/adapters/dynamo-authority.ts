// The platform's root certificate: made once, on first use, and kept in the table beside the documents.
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Clock } from '../ports/clock.ts';
import type { SigningKey } from '../ports/signing-key.ts';
import { type Authority, createRootCertificate } from '../sign/certificate-authority.ts';

const KEY = { pk: { S: 'authority' }, sk: { S: 'root' } };
const YEARS = 20;

export interface AuthorityOptions {
  client: DynamoDBClient;
  table: string;
  key: SigningKey;
  clock: Clock;
  random(bytes: number): Uint8Array;
  /** Who stands behind the certificates. */
  organization: string;
}

/** Two processes that start at once agree: the first to write the root wins, the other reads it. */
export function dynamoAuthority(options: AuthorityOptions): () => Promise<Authority> {
  let authority: Promise<Authority> | undefined;
  return () => {
    authority ??= open(options).catch((error) => {
      authority = undefined;
      throw error;
    });
    return authority;
  };
}

async function open(options: AuthorityOptions): Promise<Authority> {
  const { key } = options;
  const certificate = (await read(options)) ?? (await create(options)) ?? (await read(options));
  if (!certificate) throw new Error('the root certificate was written by another process and cannot be read');
  return { certificate, key };
}

async function read({ client, table }: AuthorityOptions): Promise<Uint8Array | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: KEY, ConsistentRead: true }),
  );
  return Item?.certificate?.B;
}

async function create(options: AuthorityOptions): Promise<Uint8Array | undefined> {
  const notBefore = new Date(options.clock.now());
  notBefore.setUTCHours(0, 0, 0, 0);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notBefore.getUTCFullYear() + YEARS);
  const serial = options.random(16);
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  const certificate = await createRootCertificate(options.key, {
    commonName: 'Lianqian Root CA',
    organization: options.organization,
    notBefore,
    notAfter,
    serial,
  });
  const item = { ...KEY, certificate: { B: certificate } };
  try {
    await options.client.send(
      new PutItemCommand({
        TableName: options.table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return certificate;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
