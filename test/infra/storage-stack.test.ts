// What must never be lost, and who may never read it: claims about the storage stack, in both partitions.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { tableDefinition } from '../../functions/adapters/dynamo-table.ts';
import { SECRET_VARIABLES } from '../../functions/config.ts';
import type { Partition } from '../../infra/settings.ts';
import { Stacks } from './stacks.ts';

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

  test('the authority’s key signs with P-256 and is kept', () => {
    storage.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'Retain',
      Properties: { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', PendingWindowInDays: 30 },
    });
  });

  test('every secret is generated, kept, and in no template', () => {
    const secrets = stacks.resources('AWS::SecretsManager::Secret');
    expect(secrets).toHaveLength(SECRET_VARIABLES.length);
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
