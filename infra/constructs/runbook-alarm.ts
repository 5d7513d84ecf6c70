// An alarm that is born with its page: its name is a heading of RUNBOOK.md.
import { readFileSync } from 'node:fs';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

const RUNBOOK = readFileSync(new URL('../RUNBOOK.md', import.meta.url), 'utf8');

/** The alarms' names: second-level headings. */
export const RUNBOOK_HEADINGS: readonly string[] = [...RUNBOOK.matchAll(/^## (.+)$/gm)].map(
  ([, name]) => name!,
);

export interface RunbookAlarmProps {
  metric: IMetric;
  /** The alarm rings when the metric is at least this, in `periods` periods on end; no data is no trouble. */
  atLeast?: number;
  /** Or: when it is below this; then no data is the trouble itself. */
  below?: number;
  periods?: number;
  topic: ITopic;
}

/** @throws {Error} if RUNBOOK.md has no heading `name`. */
export function runbookAlarm(scope: Construct, name: string, props: RunbookAlarmProps): void {
  if (!RUNBOOK_HEADINGS.includes(name)) throw new Error(`infra/RUNBOOK.md has no heading "${name}"`);
  const alarm = new Alarm(scope, name, {
    alarmDescription: `infra/RUNBOOK.md#${name}`,
    metric: props.metric,
    ...(props.below === undefined
      ? {
          threshold: props.atLeast ?? 1,
          comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          treatMissingData: TreatMissingData.NOT_BREACHING,
        }
      : {
          threshold: props.below,
          comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
          treatMissingData: TreatMissingData.BREACHING,
        }),
    evaluationPeriods: props.periods ?? 1,
  });
  alarm.addAlarmAction(new SnsAction(props.topic));
}
