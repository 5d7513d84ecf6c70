// One Lambda function of ours: its own role without any right but to write its own log, its own log group.
import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

export interface ServiceFunctionProps {
  code: Code;
  description: string;
  memorySize: number;
  timeout: Duration;
  environment: Record<string, string>;
  settings: Pick<Settings, 'logRetentionDays'>;
}

/** 1,769 MB is one whole processor (AWS Lambda developer guide, "Configure memory"): setting type needs one. */
export const ONE_PROCESSOR_MB = 1769;

export class ServiceFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { settings, ...props }: ServiceFunctionProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Log', {
      retention: settings.logRetentionDays,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    this.function = new LambdaFunction(this, 'Function', {
      ...props,
      role,
      logGroup: this.logGroup,
      runtime: Runtime.NODEJS_22_X,
      // Graviton is not offered in every region of China.
      architecture: Architecture.X86_64,
      handler: 'index.handler',
    });
    Validations.of(this.function).acknowledge({
      id: 'AwsSolutions-L1',
      reason:
        'Node 22 is what the typesetter’s native module and the AWS SDK are tested with; the next one follows their tests.',
    });
  }

  /** `actions` in full: never a wildcard. */
  allow(actions: string[], resources: string[], conditions?: Record<string, Record<string, string[]>>): void {
    this.function.addToRolePolicy(
      new PolicyStatement({ actions, resources, ...(conditions ? { conditions } : {}) }),
    );
  }

  /** cdk-nag wants each star in a resource acknowledged by itself; `resource` as its finding names it. */
  acknowledgeStar(resource: string, reason: string): void {
    Validations.of(this).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
}
