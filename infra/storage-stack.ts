// What must never be lost: the table, both buckets, the authority's keys and the secrets. Kept when the stack is deleted.
import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { SECRET_VARIABLES, type SecretVariable } from '../functions/config.ts';
import { lendablePolicies } from './constructs/lendable-policies.ts';
import { PublicDistribution } from './constructs/public-distribution.ts';
import type { Settings } from './settings.ts';

/** Documents that the workflow must look at, ordered by time. */
export const WAKE_INDEX = 'wake';

/** Lists of a region: one index per level of administrative division, by its attribute. */
export const LISTING_INDEXES = {
  'listing-province': 'province',
  'listing-prefecture': 'prefecture',
  'listing-county': 'county',
} as const;

/** What a list shows and filters by. The same as functions/adapters/dynamo-table.ts says; a test holds them together. */
const LISTING_ATTRIBUTES = [
  'type',
  'status',
  'title',
  'town',
  'region',
  'number',
  'createdAt',
  'wakeAt',
  'stuck',
  'search',
];

const SECRETS: Readonly<Record<SecretVariable, string>> = {
  LINK_SECRET_ID: 'Seals the links of signers. Generated; a new value ends every link that is out.',
  SESSION_SECRET_ID: 'Seals sessions of staff. Generated; a new value ends every one of them.',
  SIGNER_SESSION_SECRET_ID: 'Seals sessions of signers. Generated; a new value ends every one of them.',
  API_SECRET_ID: 'Names the requests of other systems. Generated; a new value forgets which were repeated.',
  CLIENT_SECRET_ID:
    'Client secret of the console at the OpenID Connect provider. Generated: register it there, or replace it.',
  RELAY_SECRET_ID: 'URL of the mail relay, smtps://user:password@host:465. To be set before the first mail.',
  SEAL_PROVIDER_SECRET_ID:
    'Token that the provider of electronic seals gave us. To be set before the first seal.',
};

const kept = { removalPolicy: RemovalPolicy.RETAIN } as const;

export class StorageStack extends Stack {
  readonly table: Table;
  readonly privateBucket: Bucket;
  readonly publicBucket: Bucket;
  readonly publicUrl: string;
  /** The first is the one the authority is made with. */
  readonly issuingKeys: readonly Key[];
  readonly rootKey: Key;
  /** Signs the head of every document's trail. */
  readonly trailKey: Key;
  /** That of the provider of seals only where there is one. */
  readonly secrets: Readonly<Partial<Record<SecretVariable, Secret>>>;

  constructor(scope: Construct, id: string, { settings, ...props }: StackProps & { settings: Settings }) {
    super(scope, id, { ...props, terminationProtection: true });
    this.table = this.documentTable();
    this.privateBucket = this.lockedBucket(settings);
    this.publicBucket = this.closedBucket('PublicBucket');
    this.publicUrl = new PublicDistribution(this, 'PublicSite', { bucket: this.publicBucket, settings }).url;
    this.issuingKeys = Array.from({ length: settings.issuingKeys }, (_, i) =>
      // The first has been there since before there was a root above it: another logical id would replace it.
      this.signingKey(`AuthorityKey${i === 0 ? '' : i + 1}`, 'Issues the certificates of signers'),
    );
    this.rootKey = this.signingKey('AuthorityRootKey', 'Root of the authority: signs issuing certificates');
    this.trailKey = this.signingKey('TrailKey', 'Signs the head of each trail of events');
    const wanted = SECRET_VARIABLES.filter((name) => settings.seals || name !== 'SEAL_PROVIDER_SECRET_ID');
    this.secrets = Object.fromEntries(wanted.map((name) => [name, this.secret(name)]));
    lendablePolicies(this);
  }

  private documentTable(): Table {
    const text = (name: string) => ({ name, type: AttributeType.STRING });
    const table = new Table(this, 'Documents', {
      ...kept,
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      // The loop reads the document itself; what changed in it does not matter.
      stream: StreamViewType.KEYS_ONLY,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
    });
    table.addGlobalSecondaryIndex({
      indexName: WAKE_INDEX,
      partitionKey: text('wakeShard'),
      sortKey: text('wakeAt'),
      projectionType: ProjectionType.KEYS_ONLY,
    });
    for (const [indexName, key] of Object.entries(LISTING_INDEXES))
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(key),
        sortKey: text('createdKey'),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: LISTING_ATTRIBUTES,
      });
    return table;
  }

  /** Signed revisions and what signers have said: written once, and locked for as long as the settings say. */
  private lockedBucket({ fileRetentionDays }: Settings): Bucket {
    return this.closedBucket('PrivateBucket', {
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(fileRetentionDays)),
    });
  }

  private closedBucket(id: string, lock: object = {}): Bucket {
    const bucket = new Bucket(this, id, {
      ...kept,
      ...lock,
      versioned: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      encryption: BucketEncryption.S3_MANAGED,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only our functions reach the bucket, and every document keeps its own trail; an access log would repeat it without naming persons.',
    });
    return bucket;
  }

  private signingKey(id: string, description: string): Key {
    const key = new Key(this, id, {
      ...kept,
      description,
      // FIPS 186-5 P-256, as the certificates say. KMS cannot rotate an asymmetric key.
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      pendingWindow: Duration.days(30),
    });
    new CfnOutput(this, `${id}Arn`, { value: key.keyArn, description });
    return key;
  }

  private secret(name: SecretVariable): Secret {
    const id = name.replace(/_ID$/, '').toLowerCase().replace(/_/g, '-');
    const secret = new Secret(this, id, {
      ...kept,
      description: SECRETS[name],
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'A new value ends links or sessions that are out, so a person decides when; the runbook says how.',
    });
    return secret;
  }
}
