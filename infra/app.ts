// The CDK app: builds the bundles, names the stacks, and is the only place that reads context.
import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildBundles } from './bundle/bundle.ts';
import { ServiceStack } from './service-stack.ts';
import { settingsFor } from './settings.ts';
import { StorageStack } from './storage-stack.ts';

const app = new App();
const settings = settingsFor(
  app.node.tryGetContext('partition') ?? 'aws',
  app.node.tryGetContext('stage') ?? 'trial',
);
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const bundles = await buildBundles(dist);

Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const env = { region: settings.region };
const storage = new StorageStack(app, `lianqian-${settings.stage}-storage`, { env, settings });
new ServiceStack(app, `lianqian-${settings.stage}-service`, {
  env,
  settings,
  storage,
  code: (name) => Code.fromAsset(bundles[name]),
});
