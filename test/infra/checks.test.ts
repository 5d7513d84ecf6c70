// The rules of AwsSolutions, and the settings.
import { expect, test } from '@jest/globals';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type Partition, settingsFor } from '../../infra/settings.ts';
import { makeStacks, passingApp } from './stacks.ts';

test.each<Partition>(['aws', 'aws-cn'])(
  'AwsSolutions finds nothing in %s that is not acknowledged',
  (partition) => {
    const app = passingApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    makeStacks(partition, app);
    expect(() => app.synth()).not.toThrow();
  },
);

test('a partition or a stage that does not exist is refused by name', () => {
  expect(() => settingsFor('aws-us-gov', 'trial')).toThrow('partition must be aws or aws-cn, not aws-us-gov');
  expect(() => settingsFor('aws', 'toString')).toThrow('stage must be trial or production, not toString');
});

test('a stage is named in its settings', () => {
  expect(settingsFor('aws-cn', 'trial')).toMatchObject({ region: 'cn-northwest-1', stage: 'trial' });
  expect(settingsFor('aws', 'production')).toMatchObject({ region: 'ap-southeast-1', stage: 'production' });
});
