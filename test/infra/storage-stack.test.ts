// What must never be lost, and who may never read it: claims about the storage stack, in both partitions.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { tableDefinition } from '../../functions/adapters/dynamo-table.ts';
import { SECRET_VARIABLES } from '../../functions/config.ts';
import type { Partition } from '../../infra/settings.ts';
import { Stacks, type Statement } from './stacks.ts';

describe.each<Partition>(['aws', 'aws-cn'])('the storage stack in %s', (partition) => {
  let storage: Template;
  let stacks: Stacks;
  beforeAll(() => {
    stacks = Stacks.of(partition);
    ({ storage } = stacks);
  });

  test('the table is the one that the adapter knows', () => {
    const [table] = stacks.resources('AWS::DynamoDB::Table');
    const { TableName, AttributeDefinitions, GlobalSecondaryIndexes, ...rest } = tableDefinition('any');
    const byName = (list: { [name: string]: unknown }[]) =>
      [...list].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    expect(table!.Properties).toMatchObject(rest as object);
    expect(byName(table!.Properties.AttributeDefinitions)).toEqual(byName(AttributeDefinitions as never));
    expect(byName(table!.Properties.GlobalSecondaryIndexes)).toEqual(byName(GlobalSecondaryIndexes as never));
  });

  test('the table has a stream, can be set back to any second of the last weeks, and cannot be deleted by mistake', () => {
    storage.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
      },
    });
  });

  test('no bucket is open to the public, none takes a request without TLS, all keep every version', () => {
    const buckets = stacks.resources('AWS::S3::Bucket');
    expect(buckets).toHaveLength(2);
    for (const bucket of buckets) {
      expect(bucket.DeletionPolicy).toBe('Retain');
      expect(bucket.Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      });
    }
    const policies = stacks.resources('AWS::S3::BucketPolicy');
    expect(policies).toHaveLength(2);
    for (const { Properties } of policies)
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: 's3:*',
          Principal: { AWS: '*' },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
  });

  test('bucket policies let in nobody but the CDN, and only to read the public bucket', () => {
    const allowed = stacks.resources('AWS::S3::BucketPolicy').flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow').map(
        ({ Action, Principal }: { Action: unknown; Principal: object }) => ({
          bucket: Properties.Bucket.Ref,
          Action,
          principal: Object.keys(Principal).concat(
            Object.values(Principal).filter((p) => typeof p === 'string'),
          ),
        }),
      ),
    );
    expect(allowed).toEqual([
      {
        bucket: expect.stringMatching(/^PublicBucket/),
        Action: 's3:GetObject',
        principal: partition === 'aws' ? ['Service', 'cloudfront.amazonaws.com'] : ['CanonicalUser'],
      },
    ]);
  });

  test('private files are locked for ten years in production', () => {
    storage.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 3650 } },
      },
    });
  });

  test('the register is read over HTTPS alone', () => {
    storage.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        DefaultCacheBehavior: Match.objectLike({ ViewerProtocolPolicy: 'redirect-to-https' }),
        DefaultRootObject: 'index.html',
      }),
    });
  });

  test('the keys of root, issuing authority and trails sign with P-256 and are kept', () => {
    const keys = stacks.resources('AWS::KMS::Key');
    expect(keys).toHaveLength(3);
    for (const key of keys)
      expect(key).toMatchObject({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', PendingWindowInDays: 30 },
      });
  });

  test('the key that signers’ certificates came from before there was a root is not replaced', () => {
    expect(Object.keys(storage.findResources('AWS::KMS::Key'))).toContain('AuthorityKeyE865E931');
  });

  test('an auditor may read all and change nothing, a keeper of the authority has its record and its keys; nobody is either', () => {
    const policies = Object.entries(storage.findResources('AWS::IAM::ManagedPolicy'));
    const [auditor, keeper] = ['Auditor', 'AuthorityKeeper'].map((name) => {
      const [id, { Properties }] = policies.find(([id]) => new RegExp(`^${name}[0-9A-F]{8}$`).test(id))!;
      storage.hasOutput(`${name}PolicyArn`, { Value: { Ref: id } });
      expect([Properties.Users, Properties.Roles, Properties.Groups]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
      const statements: Statement[] = Properties.PolicyDocument.Statement;
      return statements.map(({ Action, Resource, ...rest }) => ({
        actions: [Action].flat(),
        on: JSON.stringify(Resource).match(/[A-Z][A-Za-z]+(?=[0-9A-F]{8}")|(files)?\/\*/g),
        ...(rest.Condition ? { keys: rest.Condition } : {}),
      }));
    });
    expect(auditor).toEqual([
      { actions: ['dynamodb:GetItem', 'dynamodb:Scan'], on: ['Documents'] },
      { actions: ['s3:GetObject'], on: ['PrivateBucket', 'files/*', 'PublicBucket', '/*'] },
      { actions: ['s3:ListBucket'], on: ['PrivateBucket', 'PublicBucket'] },
      // Public halves only: an audit signs nothing.
      { actions: ['kms:GetPublicKey'], on: ['AuthorityKey', 'AuthorityRootKey', 'TrailKey'] },
    ]);
    expect(keeper).toEqual([
      {
        actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
        on: ['Documents'],
        keys: {
          'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['authority'] },
          Null: { 'dynamodb:LeadingKeys': ['false'] },
        },
      },
      { actions: ['kms:GetPublicKey', 'kms:Sign'], on: ['AuthorityKey', 'AuthorityRootKey'] },
    ]);
  });

  test('every secret is generated, kept, and in no template', () => {
    const secrets = stacks.resources('AWS::SecretsManager::Secret');
    // All but the token for a provider of seals, which nobody has named.
    expect(secrets).toHaveLength(SECRET_VARIABLES.length - 1);
    for (const { DeletionPolicy, Properties } of secrets) {
      expect(DeletionPolicy).toBe('Retain');
      expect(Properties.SecretString).toBeUndefined();
      expect(Properties.GenerateSecretString.PasswordLength).toBeGreaterThanOrEqual(32);
    }
  });
});

test('in China the register has a name of its own, a certificate of the IAM store, and no resource that is missing there', () => {
  const { storage } = Stacks.of('aws-cn');
  storage.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: Match.objectLike({
      Aliases: ['register.lianqian.example'],
      ViewerCertificate: {
        IamCertificateId: 'ASCAEXAMPLEEXAMPLE123',
        SslSupportMethod: 'sni-only',
        MinimumProtocolVersion: 'TLSv1.2_2021',
      },
    }),
  });
  storage.resourceCountIs('AWS::CloudFront::OriginAccessControl', 0);
  storage.resourceCountIs('AWS::CloudFront::CloudFrontOriginAccessIdentity', 1);
});
