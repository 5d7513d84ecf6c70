// Rights for persons, not for functions: nobody has them until an administrator attaches them, and takes them back.
import { CfnOutput, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { StorageStack } from '../storage-stack.ts';

export function lendablePolicies(storage: StorageStack): void {
  auditor(storage);
  authorityKeeper(storage);
}

/** `lianqian audit`: reads everything, public halves of keys among it; signs nothing, writes nothing. */
function auditor(storage: StorageStack): void {
  const { table, privateBucket, publicBucket, issuingKeys, rootKey, trailKey } = storage;
  const keys = [...issuingKeys, rootKey, trailKey].map(({ keyArn }) => keyArn);
  const objects = [privateBucket.arnForObjects('files/*'), publicBucket.arnForObjects('*')];
  const policy = lendable(storage, 'Auditor', 'npx lianqian audit: read all documents, files and numbers', [
    // A scan names no key, so no condition on keys can be set.
    allow(['dynamodb:GetItem', 'dynamodb:Scan'], [table.tableArn]),
    allow(['s3:GetObject'], objects),
    allow(['s3:ListBucket'], [privateBucket.bucketArn, publicBucket.bucketArn]),
    allow(['kms:GetPublicKey'], keys),
  ]);
  Validations.of(policy).acknowledge(
    ...objects.map((arn) => ({
      id: `AwsSolutions-IAM5[Resource::${findingName(storage, arn)}]`,
      reason:
        'An audit reads every file; the action is named, and nobody has the policy who is not given it.',
    })),
  );
}

/** `lianqian ca`: rotates and revokes. */
function authorityKeeper(storage: StorageStack): void {
  const { table, issuingKeys, rootKey } = storage;
  const keys = [...issuingKeys, rootKey].map(({ keyArn }) => keyArn);
  lendable(storage, 'AuthorityKeeper', 'npx lianqian ca: rotate and revoke certificates', [
    allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [table.tableArn], {
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['authority'] },
      Null: { 'dynamodb:LeadingKeys': ['false'] },
    }),
    allow(['kms:GetPublicKey', 'kms:Sign'], keys),
  ]);
}

function lendable(
  storage: StorageStack,
  name: string,
  description: string,
  statements: PolicyStatement[],
): ManagedPolicy {
  const policy = new ManagedPolicy(storage, name, { description, statements });
  new CfnOutput(storage, `${name}PolicyArn`, { value: policy.managedPolicyArn, description });
  return policy;
}

function allow(
  actions: string[],
  resources: string[],
  conditions?: Record<string, Record<string, string[]>>,
): PolicyStatement {
  return new PolicyStatement({ actions, resources, ...(conditions ? { conditions } : {}) });
}

/** As cdk-nag writes an ARN of this stack. */
function findingName(storage: StorageStack, arn: string): string {
  const { 'Fn::Join': joined } = storage.resolve(arn);
  const parts: (string | { 'Fn::GetAtt': [string, string] })[] = joined[1];
  return parts
    .map((part) => (typeof part === 'string' ? part : `<${part['Fn::GetAtt'].join('.')}>`))
    .join('');
}
