// Both stacks of a partition as templates, with stand-ins for the bundles, and questions one may ask of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type FunctionName, ServiceStack } from '../../infra/service-stack.ts';
import { type Partition, type Settings, settingsFor } from '../../infra/settings.ts';
import { StorageStack } from '../../infra/storage-stack.ts';

export const FUNCTIONS: readonly FunctionName[] = ['office', 'signer', 'integration', 'react', 'sweep'];

export interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is data without a type.
  Properties: any;
  [attribute: string]: unknown;
}

/** An app whose templates lie in a folder that is gone when the file's tests are. */
export function passingApp(): App {
  const outdir = mkdtempSync(join(tmpdir(), 'lianqian-cdk-'));
  folders.push(outdir);
  return new App({ outdir });
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function makeStacks(
  partition: Partition,
  app = passingApp(),
  changes: Partial<Settings> = {},
): Record<'storage' | 'service', Stack> {
  const settings = { ...settingsFor(partition, 'production'), ...changes };
  const env = { region: settings.region };
  const storage = new StorageStack(app, 'storage', { env, settings });
  const code = () => Code.fromInline('exports.handler = async () => {};');
  return { storage, service: new ServiceStack(app, 'service', { env, settings, storage, code }) };
}

export class Stacks {
  readonly storage: Template;
  readonly service: Template;

  private static readonly made = new Map<Partition, Stacks>();

  /** Made once per file: nothing changes them. */
  static of(partition: Partition): Stacks {
    const stacks = Stacks.made.get(partition) ?? new Stacks(partition);
    Stacks.made.set(partition, stacks);
    return stacks;
  }

  /** Outside China, with settings of an office's own. */
  static with(changes: Partial<Settings>): Stacks {
    return new Stacks('aws', changes);
  }

  private constructor(partition: Partition, changes: Partial<Settings> = {}) {
    const { storage, service } = makeStacks(partition, passingApp(), changes);
    this.storage = Template.fromStack(storage);
    this.service = Template.fromStack(service);
  }

  resources(type: string): Resource[] {
    return [this.storage, this.service].flatMap((template) =>
      Object.values(template.findResources(type)),
    ) as Resource[];
  }

  function(name: FunctionName): Resource {
    const found = Object.entries(this.service.findResources('AWS::Lambda::Function')).filter(([id]) =>
      id.startsWith(`${name}Function`),
    );
    if (found.length !== 1) throw new Error(`${found.length} functions called ${name}`);
    return found[0]![1] as Resource;
  }

  /** Everything that a function's role may do. */
  statements(name: FunctionName): Statement[] {
    const role: string = this.function(name).Properties.Role['Fn::GetAtt'][0];
    const { ManagedPolicyArns = [], Policies = [] } = (
      this.service.findResources('AWS::IAM::Role')[role] as Resource
    ).Properties;
    if (ManagedPolicyArns.length + Policies.length > 0)
      throw new Error(`${name} has rights that are not read here`);
    return this.resources('AWS::IAM::Policy')
      .filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  }

  /** The actions that a function may do on what `resource` is the beginning of the logical name of. */
  actionsOn(name: FunctionName, resource: string): string[] {
    return this.statements(name)
      .filter(({ Resource }) => new RegExp(`"${resource}[0-9A-F]{8}"`).test(this.named(Resource)))
      .flatMap(({ Action }) => Action)
      .sort();
  }

  /** With the exports of the storage stack spelled out. */
  private named(resource: unknown): string {
    const outputs = Object.values(this.storage.findOutputs('*')) as {
      Value: unknown;
      Export?: { Name: string };
    }[];
    return JSON.stringify(resource, (_key, value) => {
      const imported = value?.['Fn::ImportValue'];
      if (!imported) return value;
      const output = outputs.find(({ Export }) => Export?.Name === imported);
      if (!output) throw new Error(`${imported} is not exported`);
      return output.Value;
    });
  }
}
