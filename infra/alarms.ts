// When a person must look. Each alarm's name is a heading of RUNBOOK.md, which says what to do.
import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { runbookAlarm } from './constructs/runbook-alarm.ts';
import type { ServiceFunction } from './constructs/service-function.ts';
import type { FunctionName } from './service-stack.ts';
import type { Settings } from './settings.ts';

interface Watched {
  functions: Record<FunctionName, ServiceFunction>;
  failures: Queue;
  api: HttpApi;
  settings: Settings;
}

const every = (minutes: number) => ({ period: Duration.minutes(minutes), statistic: 'Sum' });

export function serviceAlarms(stack: Construct, { functions, failures, api, settings }: Watched): void {
  const topic = new Topic(stack, 'Alarms', { enforceSSL: true });
  if (settings.alarmMail) topic.addSubscription(new EmailSubscription(settings.alarmMail));

  for (const [name, { function: lambda }] of Object.entries(functions))
    runbookAlarm(stack, `${name}-errors`, { metric: lambda.metricErrors(every(5)), atLeast: 1, topic });

  // Without a function's name: of all in this account and region, who share one limit.
  const throttles = new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', ...every(5) });
  runbookAlarm(stack, 'functions-throttled', { metric: throttles, atLeast: 1, topic });

  runbookAlarm(stack, 'answers-failing', { metric: api.metricServerError(every(5)), atLeast: 3, topic });

  runbookAlarm(stack, 'failures-waiting', {
    metric: failures.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(5),
      statistic: 'Maximum',
    }),
    atLeast: 1,
    topic,
  });

  runbookAlarm(stack, 'react-behind', {
    metric: functions.react.function.metric('IteratorAge', {
      period: Duration.minutes(5),
      statistic: 'Maximum',
    }),
    atLeast: Duration.minutes(10).toMilliseconds(),
    topic,
  });

  // One document fails five times in its first twenty minutes and then once an hour (backoff in functions/workflow/
  // react.ts): eight are more than one document, and three hours on end are one that gets nowhere.
  const failedJobs = countFailedJobs(stack, functions.react);
  runbookAlarm(stack, 'jobs-failing', { metric: failedJobs(20), atLeast: 8, topic });
  runbookAlarm(stack, 'job-failed', { metric: failedJobs(60), atLeast: 1, periods: 3, topic });

  const sweeps = functions.sweep.function.metricInvocations(every(5));
  runbookAlarm(stack, 'sweep-silent', { metric: sweeps, below: 1, periods: 2, topic });
}

/** The log line of functions/workflow/react.ts, `"what":"job failed"`, counted. */
function countFailedJobs(stack: Construct, react: ServiceFunction): (minutes: number) => Metric {
  const namespace = 'Lianqian';
  const metricName = `${Stack.of(stack).stackName}-jobs-failed`;
  new MetricFilter(stack, 'JobsFailed', {
    logGroup: react.logGroup,
    filterPattern: FilterPattern.stringValue('$.what', '=', 'job failed'),
    metricNamespace: namespace,
    metricName,
    metricValue: '1',
  });
  return (minutes) => new Metric({ namespace, metricName, ...every(minutes) });
}
