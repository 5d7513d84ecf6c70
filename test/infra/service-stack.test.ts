// Who may do what, and who is told: claims about the service stack, in both partitions.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CLOUD_VARIABLES, cloudSettings, SECRET_VARIABLES } from '../../functions/config.ts';
import { RUNBOOK_HEADINGS } from '../../infra/constructs/runbook-alarm.ts';
import type { FunctionName } from '../../infra/service-stack.ts';
import type { Partition } from '../../infra/settings.ts';
import { FUNCTIONS, makeStacks, Stacks } from './stacks.ts';

const DOCUMENTS = 'Documents';

describe.each<Partition>(['aws', 'aws-cn'])('the service stack in %s', (partition) => {
  let stacks: Stacks;
  beforeAll(() => {
    stacks = Stacks.of(partition);
  });

  test.each(FUNCTIONS)('%s is given no action by a wildcard', (name) => {
    const actions = stacks.statements(name).flatMap(({ Action }) => Action);
    expect(actions.length).toBeGreaterThan(1);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  test.each(FUNCTIONS)('%s cannot delete anything of ours, nor lift a lock', (name) => {
    const actions = stacks.statements(name).flatMap(({ Action }) => Action);
    expect(
      actions.filter((action) => /Delete|Bypass|Retention|LegalHold|Acl|Schedule|Disable/i.test(action)),
    ).toEqual([]);
  });

  test('the signer reads documents and adds to them, reads files and puts new ones, and no more', () => {
    expect(stacks.actionsOn('signer', DOCUMENTS)).toEqual(['dynamodb:GetItem', 'dynamodb:UpdateItem']);
    expect(stacks.actionsOn('signer', 'PrivateBucket')).toEqual([
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ]);
  });

  test.each<FunctionName>(['office', 'signer', 'integration', 'sweep'])(
    '%s can neither publish, nor use the authority’s key, nor read the relay’s password',
    (name) => {
      expect(stacks.actionsOn(name, 'PublicBucket')).toEqual([]);
      expect(stacks.actionsOn(name, 'AuthorityKey')).toEqual([]);
      expect(stacks.actionsOn(name, 'AuthorityRootKey')).toEqual([]);
      expect(stacks.actionsOn(name, 'relaysecret')).toEqual([]);
    },
  );

  test('the loop publishes, signs as the authority and sends mail', () => {
    expect(stacks.actionsOn('react', 'PublicBucket')).toEqual([
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ]);
    expect(stacks.actionsOn('react', 'AuthorityKey')).toEqual(['kms:GetPublicKey', 'kms:Sign']);
    expect(stacks.actionsOn('react', 'AuthorityRootKey')).toEqual(['kms:GetPublicKey', 'kms:Sign']);
    expect(stacks.actionsOn('react', 'relaysecret')).toEqual(['secretsmanager:GetSecretValue']);
  });

  test('whoever adds to a document signs its trail; the loop alone publishes with what key', () => {
    for (const name of ['office', 'signer', 'integration'] as const)
      expect([name, stacks.actionsOn(name, 'TrailKey')]).toEqual([name, ['kms:Sign']]);
    expect(stacks.actionsOn('react', 'TrailKey')).toEqual(['kms:GetPublicKey', 'kms:Sign']);
    expect(stacks.actionsOn('sweep', 'TrailKey')).toEqual([]);
  });

  test('each secret is read by those who need it, and by no other', () => {
    const readers = Object.fromEntries(
      ['linksecret', 'sessionsecret', 'signersessionsecret', 'apisecret', 'clientsecret', 'relaysecret'].map(
        (secret) => [secret, FUNCTIONS.filter((name) => stacks.actionsOn(name, secret).length > 0)],
      ),
    );
    expect(readers).toEqual({
      linksecret: ['signer', 'react'],
      sessionsecret: ['office'],
      signersessionsecret: ['signer'],
      apisecret: ['integration'],
      clientsecret: ['office'],
      relaysecret: ['react'],
    });
  });

  test('ended sessions are written down and asked for by the console alone', () => {
    const actionsOnKeys = (name: FunctionName, key: string) =>
      stacks
        .statements(name)
        .filter(({ Condition }) =>
          [Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']].flat().includes(key),
        )
        .flatMap(({ Action }) => Action)
        .sort();
    for (const name of FUNCTIONS)
      expect([name, actionsOnKeys(name, 'session#*')]).toEqual([
        name,
        name === 'office' ? ['dynamodb:GetItem', 'dynamodb:PutItem'] : [],
      ]);
  });

  test('the loop can look through the list of the province for what falls with a revoked certificate', () => {
    const queried = stacks
      .statements('react')
      .filter(({ Action }) => [Action].flat().includes('dynamodb:Query'))
      .map(({ Resource }) => JSON.stringify(Resource));
    expect(queried.filter((resource) => resource.includes('index/listing-province'))).toHaveLength(1);
  });

  test('the sweep can read one index and call the loop, and nothing else', () => {
    const actions = stacks.statements('sweep').flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !action.startsWith('logs:')).sort()).toEqual([
      'dynamodb:Query',
      'lambda:InvokeFunction',
    ]);
  });

  test('items of the table are reached by their kind alone', () => {
    for (const name of FUNCTIONS)
      for (const { Action, Condition } of stacks.statements(name)) {
        const items = [Action].flat().filter((action) => /^dynamodb:.*Item$/.test(action));
        if (items.length === 0) continue;
        expect(Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']).toBeDefined();
        expect(Condition?.Null?.['dynamodb:LeadingKeys']).toEqual(['false']);
      }
  });

  test.each(FUNCTIONS)('%s is told what it needs, and only what config.ts knows', (name) => {
    const { Variables } = stacks.function(name).Properties.Environment;
    const { ASSETS_ROOT, ...ours } = Variables as Record<string, unknown>;
    expect(ASSETS_ROOT).toBe('/var/task');
    expect(Object.keys(ours).filter((key) => !(CLOUD_VARIABLES as readonly string[]).includes(key))).toEqual(
      [],
    );
    const environment = Object.fromEntries(
      Object.entries(ours).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : key.endsWith('_URL') ? 'https://given.example' : 'given',
      ]),
    );
    expect(cloudSettings(environment)).toMatchObject({ mailFrom: { address: expect.stringContaining('@') } });
  });

  test('a function is told of a secret, and of the key, exactly when it may use it', () => {
    for (const name of FUNCTIONS) {
      const told = Object.keys(stacks.function(name).Properties.Environment.Variables);
      const may = (resource: string) => stacks.actionsOn(name, resource).length > 0;
      for (const variable of SECRET_VARIABLES)
        expect([name, variable, told.includes(variable)]).toEqual([
          name,
          variable,
          may(variable.replace(/_ID$/, '').replace(/_/g, '').toLowerCase()),
        ]);
      expect([name, told.includes('AUTHORITY_KEY_ID')]).toEqual([name, may('AuthorityKey')]);
      expect([name, told.includes('AUTHORITY_ROOT_KEY_ID')]).toEqual([name, may('AuthorityRootKey')]);
    }
  });

  test('every log is kept for a year in production, and every function writes to one of its own', () => {
    const logs = stacks.resources('AWS::Logs::LogGroup');
    expect(logs).toHaveLength(FUNCTIONS.length + 1);
    for (const { Properties } of logs) expect(Properties.RetentionInDays).toBe(365);
    const groups = FUNCTIONS.map((name) => stacks.function(name).Properties.LoggingConfig.LogGroup.Ref);
    expect(new Set(groups).size).toBe(FUNCTIONS.length);
  });

  test('functions run Node 22 on x86_64, as the typesetter’s native module asks', () => {
    for (const name of FUNCTIONS)
      expect(stacks.function(name).Properties).toMatchObject({
        Runtime: 'nodejs22.x',
        Architectures: ['x86_64'],
        Handler: 'index.handler',
      });
  });

  test('every path leads to its function', () => {
    const routes = stacks.resources('AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties.RouteKey);
    expect(routes.sort()).toEqual(
      ['/api', '/assets', '/office', '/sign']
        .flatMap((path) => [`ANY ${path}`, `ANY ${path}/{proxy+}`])
        .sort(),
    );
  });

  test('the access log names no path, no address and no agent', () => {
    const [stage] = stacks.resources('AWS::ApiGatewayV2::Stage');
    const format: string = stage!.Properties.AccessLogSettings.Format;
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(
      /\$context\.(path|identity|authorizer)|queryString|\$context\.requestOverride/,
    );
  });

  test('changes reach the loop in order, and what fails is halved, repeated and then kept', () => {
    stacks.service.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 5,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
      FilterCriteria: {
        Filters: [{ Pattern: '{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"document#"}]}}}}' }],
      },
    });
  });

  test('every minute the sweep runs, and its answer goes to the loop', () => {
    stacks.service.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [{ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^sweepFunction'), 'Arn'] } }],
    });
    stacks.service.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('^sweepFunction') },
      DestinationConfig: {
        OnSuccess: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^reactFunction'), 'Arn'] } },
      },
    });
  });

  test('every alarm has its heading in the runbook, every heading its alarm, and somebody is told', () => {
    const alarms = stacks.resources('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    const names = alarms.map(({ AlarmDescription }) => AlarmDescription.split('#')[1]);
    expect(names.sort()).toEqual([...RUNBOOK_HEADINGS].sort());
    expect(new Set(names).size).toBe(names.length);
    for (const { AlarmActions } of alarms) expect(AlarmActions).toHaveLength(1);
  });

  test('silence of the sweep is an alarm, silence of errors is none', () => {
    const alarms = stacks.resources('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    const silent = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
    expect(silent).toEqual([
      expect.objectContaining({
        AlarmDescription: 'infra/RUNBOOK.md#sweep-silent',
        MetricName: 'Invocations',
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
      }),
    ]);
  });

  test('each function has an alarm for its errors', () => {
    for (const name of FUNCTIONS) expect(RUNBOOK_HEADINGS).toContain(`${name}-errors`);
  });

  test('the loop’s log line of a failed job is counted', () => {
    stacks.service.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.what = "job failed" }',
      LogGroupName: { Ref: Match.stringLikeRegexp('^reactLog') },
    });
  });
});

test('the templates for China name no resource of another partition', () => {
  const { storage, service } = Stacks.of('aws-cn');
  const text = JSON.stringify([storage.toJSON(), service.toJSON()]);
  expect(text).toContain('AWS::Partition');
  expect(text).not.toContain('arn:aws:');
});

test('a root that is offline is known to the loop, which cannot sign with it', () => {
  const stacks = Stacks.with({ authorityRoot: 'offline' });
  expect(stacks.actionsOn('react', 'AuthorityRootKey')).toEqual(['kms:GetPublicKey']);
  expect(stacks.actionsOn('react', 'AuthorityKey')).toEqual(['kms:GetPublicKey', 'kms:Sign']);
  const { AUTHORITY_KEY_ID: issuing, AUTHORITY_ROOT_KEY_ID: root } = told(stacks, 'react');
  expect(JSON.stringify(root)).toContain('AuthorityRootKey');
  expect(root).not.toEqual(issuing);
});

test('before a rotation the loop may sign with the next key too, and stands on the first as before', () => {
  const stacks = Stacks.with({ issuingKeys: 2 });
  for (const key of ['AuthorityKey', 'AuthorityKey2'])
    expect([key, stacks.actionsOn('react', key)]).toEqual([key, ['kms:GetPublicKey', 'kms:Sign']]);
  expect(told(stacks, 'react').AUTHORITY_KEY_ID).toEqual(told(Stacks.of('aws'), 'react').AUTHORITY_KEY_ID);
  stacks.storage.hasOutput('AuthorityKey2Arn', {
    Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('^AuthorityKey2'), 'Arn'] },
  });
});

test('a key of SM2 is used by the loop alone, and only where an office names one', () => {
  const sm2KeyArn = 'arn:aws-cn:kms:cn-northwest-1:111122223333:key/sm2';
  const stacks = Stacks.with({ sm2KeyArn });
  const signing = (name: FunctionName) =>
    stacks.statements(name).filter(({ Resource }) => Resource === sm2KeyArn);
  expect(FUNCTIONS.filter((name) => signing(name).length > 0)).toEqual(['react']);
  expect(signing('react').map(({ Action }) => Action)).toEqual([['kms:GetPublicKey', 'kms:Sign']]);
  expect(cloudSettings(asGiven(told(stacks, 'react'))).sm2KeyId).toBe(sm2KeyArn);
  expect(cloudSettings(asGiven(told(Stacks.of('aws'), 'react'))).sm2KeyId).toBeUndefined();
});

test('an office that names a provider of seals offers them everywhere, and the loop alone reads the token', () => {
  const stacks = Stacks.with({ seals: { url: 'https://seal.example/api', name: '示例电子印章服务' } });
  const readers = FUNCTIONS.filter((name) => stacks.actionsOn(name, 'sealprovidersecret').length > 0);
  expect(readers).toEqual(['react']);
  for (const name of FUNCTIONS) {
    const variables = told(stacks, name);
    expect([name, 'SEAL_PROVIDER_SECRET_ID' in variables]).toEqual([name, name === 'react']);
    expect(cloudSettings(asGiven(variables)).seals).toEqual({
      url: 'https://seal.example/api',
      name: '示例电子印章服务',
      key: '/var/task/infra/trust/seal-provider.pem',
    });
  }
  expect(cloudSettings(asGiven(told(Stacks.of('aws'), 'react'))).seals).toBeUndefined();
});

test('an office that names time-stamping authorities has them asked', () => {
  const timestamps = {
    urls: ['https://tsa.example/one', 'https://tsa.example/two'],
    policy: 'required',
  } as const;
  const { service } = makeStacks('aws', undefined, { timestamps });
  const functions = Template.fromStack(service).findResources('AWS::Lambda::Function');
  const told = Object.values(functions).map(({ Properties }) => Properties.Environment?.Variables);
  const react = told.find((variables) => variables?.TIMESTAMP_URLS);
  expect(react).toMatchObject({
    TIMESTAMP_URLS: 'https://tsa.example/one https://tsa.example/two',
    TIMESTAMP_ROOTS: 'infra/trust/timestamp-roots.pem',
    TIMESTAMP_POLICY: 'required',
  });
  // Told by the name that config.ts reads them under.
  expect(cloudSettings(asGiven(react)).timestamps).toEqual({
    urls: timestamps.urls,
    policy: 'required',
    roots: '/var/task/infra/trust/timestamp-roots.pem',
  });
});

function told(stacks: Stacks, name: FunctionName): Record<string, unknown> {
  return stacks.function(name).Properties.Environment.Variables;
}

/** With an address for whatever is known only once it is deployed. */
function asGiven(variables: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : 'https://given.example',
    ]),
  );
}

test('time-stamps that are required of nobody are refused at synth', () => {
  const timestamps = { urls: [], policy: 'required' } as const;
  expect(() => makeStacks('aws', undefined, { timestamps })).toThrow('no authority is named');
});
