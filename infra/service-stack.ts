// What runs and can be made anew at any time: functions, the HTTP API, the stream, the schedule, the alarms.
import { CfnOutput, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { type CfnFunction, type Code, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { LambdaDestination, SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { CloudVariable } from '../functions/config.ts';
import { serviceAlarms } from './alarms.ts';
import { Permissions } from './constructs/permissions.ts';
import { ONE_PROCESSOR_MB, ServiceFunction } from './constructs/service-function.ts';
import type { Settings } from './settings.ts';
import type { StorageStack } from './storage-stack.ts';

export type FunctionName = 'office' | 'signer' | 'integration' | 'react' | 'sweep';

export interface ServiceStackProps extends StackProps {
  settings: Settings;
  storage: StorageStack;
  /** The bundle of a function. */
  code(name: FunctionName): Code;
}

/** Names what every function is told, whether it may use it or not: names are no secrets, rights decide. */
type CommonVariable = Exclude<CloudVariable, `AUTHORITY_${string}` | `${string}_SECRET_ID`>;

/** API Gateway ends a request after 30 s, so a function that answers one need not run longer. */
const ANSWER = Duration.seconds(29);

const PATHS = { office: ['/office'], signer: ['/sign', '/assets'], integration: ['/api'] } as const;

export class ServiceStack extends Stack {
  private readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    this.api = new HttpApi(this, 'Api', {
      description: '联签: console, signing pages and the interface for other systems',
      createDefaultStage: false,
    });
    const functions = this.functions(props);
    this.grant(props, functions);
    this.route(functions);
    this.stage(props.settings);
    const failures = this.feed(props.storage, functions);
    new CfnOutput(this, 'ReactName', {
      value: functions.react.function.functionName,
      description: 'The function whose variables an audit and `lianqian ca` are run with',
    });
    serviceAlarms(this, { functions, failures, api: this.api, settings: props.settings });
  }

  private functions(props: ServiceStackProps): Record<FunctionName, ServiceFunction> {
    const { settings, code } = props;
    const common = { settings, environment: this.variables(props) };
    const make = (name: FunctionName, own: { description: string; memorySize: number; timeout: Duration }) =>
      new ServiceFunction(this, name, { ...common, code: code(name), ...own });
    return {
      office: make('office', {
        description: 'Console of staff: forms, drafts, lists',
        memorySize: ONE_PROCESSOR_MB,
        timeout: ANSWER,
      }),
      signer: make('signer', {
        description: 'Signing pages, and the files that browsers load',
        memorySize: 1024,
        timeout: ANSWER,
      }),
      integration: make('integration', {
        description: 'Interface for other systems',
        memorySize: ONE_PROCESSOR_MB,
        timeout: ANSWER,
      }),
      react: make('react', {
        description: 'The loop: numbers, prints, mails, signs and publishes',
        memorySize: ONE_PROCESSOR_MB,
        timeout: Duration.minutes(5),
      }),
      sweep: make('sweep', {
        description: 'Every minute: which documents are due',
        memorySize: 512,
        timeout: Duration.seconds(20),
      }),
    };
  }

  private variables({ settings, storage }: ServiceStackProps): Record<string, string> {
    const told: Record<CommonVariable, string> = {
      TABLE_NAME: storage.table.tableName,
      PRIVATE_BUCKET: storage.privateBucket.bucketName,
      PUBLIC_BUCKET: storage.publicBucket.bucketName,
      TRAIL_KEY_ID: storage.trailKey.keyArn,
      BASE_URL: settings.baseUrl ?? this.api.apiEndpoint,
      PUBLIC_URL: storage.publicUrl,
      ORGANIZATION: settings.organization,
      CONTACT: settings.contact,
      MAIL_FROM_NAME: settings.mailFrom.name,
      MAIL_FROM_ADDRESS: settings.mailFrom.address,
      OIDC_ISSUER: settings.identity.issuer,
      OIDC_CLIENT_ID: settings.identity.clientId,
      API_AUDIENCE: settings.identity.audience,
    };
    const { urls, policy } = settings.timestamps;
    if (policy === 'required' && urls.length === 0)
      throw new Error('timestamps are required, but no authority is named in settings.ts');
    const time = {
      TIMESTAMP_URLS: urls.join(' '),
      TIMESTAMP_ROOTS: 'infra/trust/timestamp-roots.pem',
      TIMESTAMP_POLICY: policy,
    };
    const seals = settings.seals && {
      SEAL_PROVIDER_URL: settings.seals.url,
      SEAL_PROVIDER_NAME: settings.seals.name,
      SEAL_PROVIDER_KEY: 'infra/trust/seal-provider.pem',
    };
    // Where Lambda unpacks a bundle: templates, pages and pdf.js lie beside the code.
    return { ...told, ...(urls.length > 0 ? time : {}), ...seals, ASSETS_ROOT: '/var/task' };
  }

  private grant(
    { storage, settings }: ServiceStackProps,
    functions: Record<FunctionName, ServiceFunction>,
  ): void {
    const { office, signer, integration, react, sweep } = functions;
    const permissions = new Permissions(storage, settings);
    for (const each of [office, signer, integration, react]) {
      permissions.appendToDocuments(each);
      permissions.signTrails(each);
      permissions.storeFiles(each);
    }
    for (const each of [office, integration]) permissions.createDocuments(each);
    // The loop looks through the published ones when a certificate has been revoked.
    for (const each of [office, integration, react]) permissions.listDocuments(each);
    for (const each of [office, react]) permissions.reserveNumbers(each);
    permissions.readCertificates(office);
    permissions.endSessions(office);
    permissions.readSecrets(office, ['SESSION_SECRET_ID', 'CLIENT_SECRET_ID']);
    permissions.readSecrets(signer, ['LINK_SECRET_ID', 'SIGNER_SESSION_SECRET_ID']);
    permissions.readSecrets(integration, ['API_SECRET_ID']);
    permissions.readSecrets(react, ['LINK_SECRET_ID', 'RELAY_SECRET_ID']);
    if (settings.seals) permissions.readSecrets(react, ['SEAL_PROVIDER_SECRET_ID']);
    permissions.keepAuthority(react);
    permissions.signAsAuthority(react);
    if (settings.sm2KeyArn) permissions.signSecond(react, settings.sm2KeyArn);
    permissions.publish(react);
    permissions.publishTrailKey(react);
    permissions.findDueDocuments(sweep);
  }

  private route(functions: Record<FunctionName, ServiceFunction>): void {
    for (const [name, paths] of Object.entries(PATHS)) {
      const { function: handler } = functions[name as keyof typeof PATHS];
      const integration = new HttpLambdaIntegration(`${name}-integration`, handler);
      for (const path of paths)
        for (const route of [path, `${path}/{proxy+}`])
          for (const added of this.api.addRoutes({ path: route, methods: [HttpMethod.ANY], integration }))
            Validations.of(added).acknowledge({
              id: 'AwsSolutions-APIG4',
              reason:
                'The handler itself checks sessions, links and access tokens, the same in the cloud and on one machine; signers have no account.',
            });
    }
  }

  private stage({ logRetentionDays }: Settings): void {
    const log = new LogGroup(this, 'AccessLog', { retention: logRetentionDays });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // Per second; ten thousand documents a year need far less, and nobody should be able to buy us much more.
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        // The route and not the path, no address and no agent: nothing about a person.
        format: AccessLogFormat.custom(
          JSON.stringify({
            at: '$context.requestTime',
            request: '$context.requestId',
            route: '$context.routeKey',
            status: '$context.status',
            milliseconds: '$context.responseLatency',
            fault: '$context.integrationErrorMessage',
          }),
        ),
      },
    });
  }

  /** What makes the loop turn: every change at once, and once a minute what is due. Returns where failures end up. */
  private feed(storage: StorageStack, { react, sweep }: Record<FunctionName, ServiceFunction>): Queue {
    const failures = new Queue(this, 'ReactFailures', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(failures).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This queue is itself where failures end up.',
    });
    react.function.addEventSource(
      new DynamoEventSource(storage.table as ITable, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 20,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 5,
        maxRecordAge: Duration.hours(1),
        onFailure: new SqsDlq(failures),
        // Numbers, ended sessions and the root certificate lie in the same table and concern nobody.
        filters: [FilterCriteria.filter({ dynamodb: { Keys: { pk: { S: [{ prefix: 'document#' }] } } } })],
      }),
    );
    react.acknowledgeStar(
      '*',
      'dynamodb:ListStreams, which Lambda calls to find the stream, takes no resource.',
    );
    // The sweep's answer goes to react by Lambda itself: so the function that wakes up every minute can do nothing
    // but read one index, and needs no client to call another.
    sweep.function.configureAsyncInvoke({
      retryAttempts: 0,
      onSuccess: new LambdaDestination(react.function),
    });
    const reactId = this.getLogicalId(react.function.node.defaultChild as CfnFunction);
    sweep.acknowledgeStar(
      `<${reactId}.Arn>:*`,
      'Versions of the one function that the sweep hands its answer to.',
    );
    react.function.configureAsyncInvoke({ retryAttempts: 0, onFailure: new SqsDestination(failures) });
    new Rule(this, 'EveryMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(sweep.function, { retryAttempts: 0 })],
    });
    return failures;
  }
}
