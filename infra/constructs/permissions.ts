// What a function may do with our data, said as intents. Every action is named; nobody may delete anything.
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { SecretVariable } from '../../functions/config.ts';
import type { Settings } from '../settings.ts';
import { LISTING_INDEXES, type StorageStack, WAKE_INDEX } from '../storage-stack.ts';
import type { ServiceFunction } from './service-function.ts';

type Item = 'document' | 'number' | 'session' | 'authority';

/** Partition keys of each kind of item; a policy's condition keeps a function to its kinds. */
const KEYS: Readonly<Record<Item, string[]>> = {
  document: ['document#*'],
  number: ['number#*', 'number-of#*'],
  session: ['session#*'],
  authority: ['authority'],
};

export class Permissions {
  constructor(
    private readonly storage: StorageStack,
    private readonly settings: Pick<Settings, 'authorityRoot'>,
  ) {}

  /** Read documents and add events to them. */
  appendToDocuments(to: ServiceFunction): void {
    this.items(to, 'document', ['dynamodb:GetItem', 'dynamodb:UpdateItem']);
  }

  /** Every event that is added is signed; nothing else can be signed with this key that anybody believes. */
  signTrails(to: ServiceFunction): void {
    to.allow(['kms:Sign'], [this.storage.trailKey.keyArn]);
  }

  publishTrailKey(to: ServiceFunction): void {
    to.allow(['kms:GetPublicKey'], [this.storage.trailKey.keyArn]);
  }

  createDocuments(to: ServiceFunction): void {
    this.items(to, 'document', ['dynamodb:PutItem']);
  }

  listDocuments(to: ServiceFunction): void {
    const indexes = Object.keys(LISTING_INDEXES).map((name) => this.index(name));
    to.allow(['dynamodb:Query'], indexes);
  }

  findDueDocuments(to: ServiceFunction): void {
    to.allow(['dynamodb:Query'], [this.index(WAKE_INDEX)]);
  }

  reserveNumbers(to: ServiceFunction): void {
    this.items(to, 'number', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']);
  }

  /** Write down that a session of staff was ended, and ask whether it was. */
  endSessions(to: ServiceFunction): void {
    this.items(to, 'session', ['dynamodb:GetItem', 'dynamodb:PutItem']);
  }

  /** How long certificates can be issued. */
  readCertificates(to: ServiceFunction): void {
    this.items(to, 'authority', ['dynamodb:GetItem']);
  }

  /** The record of the authority is made on first use. */
  keepAuthority(to: ServiceFunction): void {
    this.items(to, 'authority', ['dynamodb:GetItem', 'dynamodb:PutItem']);
  }

  /** Read private files and put new ones; with the bucket's lock nothing that stands is lost by it. */
  storeFiles(to: ServiceFunction): void {
    this.objects(to, this.storage.privateBucket, 'files/*');
  }

  publish(to: ServiceFunction): void {
    this.objects(to, this.storage.publicBucket, '*');
  }

  signAsAuthority(to: ServiceFunction): void {
    const { issuingKeys, rootKey } = this.storage;
    const issuing = issuingKeys.map(({ keyArn }) => keyArn);
    to.allow(['kms:GetPublicKey', 'kms:Sign'], issuing);
    to.function.addEnvironment('AUTHORITY_KEY_ID', issuing[0]!);
    // Told of the root's key even when it may not use it: else it would make a root of the issuing key.
    const root = this.settings.authorityRoot === 'online' ? ['kms:Sign'] : [];
    to.allow(['kms:GetPublicKey', ...root], [rootKey.keyArn]);
    to.function.addEnvironment('AUTHORITY_ROOT_KEY_ID', rootKey.keyArn);
  }

  signSecond(to: ServiceFunction, sm2KeyArn: string): void {
    to.allow(['kms:GetPublicKey', 'kms:Sign'], [sm2KeyArn]);
    to.function.addEnvironment('SM2_KEY_ID', sm2KeyArn);
  }

  readSecrets(to: ServiceFunction, names: readonly SecretVariable[]): void {
    for (const name of names) {
      const secret = this.storage.secrets[name];
      if (!secret) throw new Error(`there is no secret for ${name}`);
      const { secretArn } = secret;
      to.allow(['secretsmanager:GetSecretValue'], [secretArn]);
      to.function.addEnvironment(name, secretArn);
    }
  }

  private items(to: ServiceFunction, item: Item, actions: string[]): void {
    to.allow(actions, [this.storage.table.tableArn], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': KEYS[item] },
      // Without keys the condition above would hold for anything (IAM user guide, "ForAllValues").
      Null: { 'dynamodb:LeadingKeys': ['false'] },
    });
  }

  /** Without the right to list, S3 answers 403 and not 404 for an object that is not there. */
  private objects(to: ServiceFunction, bucket: Bucket, keys: string): void {
    to.allow(['s3:GetObject', 's3:PutObject'], [bucket.arnForObjects(keys)]);
    to.allow(['s3:ListBucket'], [bucket.bucketArn]);
    const { 'Fn::ImportValue': imported } = this.storage.resolve(this.storage.exportValue(bucket.bucketArn));
    to.acknowledgeStar(`${imported}/${keys}`, 'Objects are named by what they hold; both actions are named.');
  }

  private index(name: string): string {
    return `${this.storage.table.tableArn}/index/${name}`;
  }
}
