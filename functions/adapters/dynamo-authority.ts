// The record of the platform's authority, kept in the table beside the documents; made on first use.
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { CertificateIssuer, IssuanceTerm, Revoking } from '../ports/certificate-issuer.ts';
import type { Clock } from '../ports/clock.ts';
import { type AuthorityRecord, type Founding, founded, revocationsOf } from './authority-record.ts';
import { ownIssuer, termOf } from './own-issuer.ts';

const KEY = { pk: { S: 'authority' }, sk: { S: 'record' } };
/** Where the earlier version kept its one root. */
const EARLIER_KEY = { pk: { S: 'authority' }, sk: { S: 'root' } };
/** A process that runs on takes notice of a rotation or a revocation so soon. */
const FRESH_MS = 60_000;

export interface AuthorityPlace {
  client: DynamoDBClient;
  table: string;
  /** The name of the key that the earlier version's root has. */
  earlierKey: string;
}

export interface AuthorityOptions extends AuthorityPlace, Omit<Founding, 'now'> {
  clock: Clock;
}

/** Another process has written the record since it was read. */
export class AuthorityChanged extends Error {
  override readonly name = 'AuthorityChanged';
}

/** Two processes that start at once agree: the first to write the record wins, the other reads it. */
export function dynamoAuthority(options: AuthorityOptions): () => Promise<CertificateIssuer> {
  return remembered(options.clock, async () => {
    const record = await foundOnce(options);
    return ownIssuer(record, options);
  });
}

/** For those who only ask how long certificates can be issued, and what is revoked; undefined before the first use. */
export function dynamoIssuanceTerm(
  place: AuthorityPlace & { clock: Clock },
): () => Promise<(IssuanceTerm & Revoking) | undefined> {
  return remembered(place.clock, async () => {
    const record = await loadAuthority(place);
    if (record.authorities.length === 0) return undefined;
    const lists = record.authorities.map((one) => ({
      issuer: one.certificate,
      revoked: revocationsOf(record, one),
    }));
    return { ...termOf(record), lists };
  });
}

async function foundOnce(options: AuthorityOptions): Promise<AuthorityRecord> {
  const standing = await loadAuthority(options);
  if (standing.authorities.length > 0) return standing;
  try {
    return await saveAuthority(options, await founded(standing, { ...options, now: options.clock.now() }));
  } catch (fault) {
    if (!(fault instanceof AuthorityChanged)) throw fault;
    return loadAuthority(options);
  }
}

/** Without authorities and of version 0 when there is none. */
export async function loadAuthority({ client, table, earlierKey }: AuthorityPlace): Promise<AuthorityRecord> {
  const read = async (Key: typeof KEY) =>
    (await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
  const item = await read(KEY);
  if (item) {
    const { version, authorities, revoked } = unmarshall(item);
    return { version, authorities, revoked };
  }
  const certificate = (await read(EARLIER_KEY))?.certificate?.B;
  const authorities = certificate ? [{ kind: 'direct' as const, certificate, key: earlierKey }] : [];
  return { version: 0, authorities, revoked: [] };
}

/** Writes it as the next version and gives it back; throws AuthorityChanged when somebody else was first. */
export async function saveAuthority(
  { client, table }: Pick<AuthorityPlace, 'client' | 'table'>,
  record: AuthorityRecord,
): Promise<AuthorityRecord> {
  const next = { ...record, version: record.version + 1 };
  const condition =
    record.version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'version = :read',
          ExpressionAttributeValues: { ':read': { N: String(record.version) } },
        };
  try {
    const Item = { ...KEY, ...marshall(next, { removeUndefinedValues: true }) };
    await client.send(new PutItemCommand({ TableName: table, Item, ...condition }));
    return next;
  } catch (fault) {
    if (fault instanceof ConditionalCheckFailedException)
      throw new AuthorityChanged('the record of the authority was changed meanwhile');
    throw fault;
  }
}

function remembered<T>(clock: Clock, open: () => Promise<T>): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | undefined;
  return () => {
    const now = Date.parse(clock.now());
    if (last && now >= last.at && now - last.at < FRESH_MS) return last.value;
    const value = open().catch((fault) => {
      last = undefined;
      throw fault;
    });
    last = { at: now, value };
    return value;
  };
}
