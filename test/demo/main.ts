// `npm run demo`: the whole story, for what three sign and what two sign, over HTTP and SMTP, in a process that is killed on the way,
// and everything checked that was promised. Leaves what was signed and published in ./out; exits 1 if a check fails.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readForm } from '../../functions/domain/form/read-form.ts';
import { dateInShanghai } from '../../functions/domain/time.ts';
import { INTEGRATIONS } from '../../functions/local/demo-accounts.ts';
import { documentType } from '../../templates/registry.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { orderOf } from '../templates/filled.ts';
import { integrationClient } from './integration-client.ts';
import { askJudges, type Judged } from './outside-judges.ts';
import { checkNothingPersonal, checkPublished } from './public-checks.ts';
import { freePort, type RunningServer, readSecret, startServer } from './running-server.ts';
import { checkSignedFile, findRoot, revisionsIn } from './signed-file-checks.ts';
import { partiesOf, type Signing, signAll, type ToSign } from './signing-story.ts';
import { logIn, type StaffClient } from './staff-client.ts';
import { startTimeline, waitFor } from './timeline.ts';

const OUT = fileURLToPath(new URL('../../out/', import.meta.url));
const OURS = [
  'pledge.pdf',
  'creation-plan.pdf',
  'rectification-order.pdf',
  'rectification-order-by-api.pdf',
  'rectification-report.pdf',
];

const timeline = startTimeline((line) => void process.stdout.write(`${line}\n`));

interface Done extends Signing {
  /** File name without extension. */
  name: string;
  id: string;
}

function typeOf(id: string) {
  const type = documentType(id);
  if (!type) throw new Error(`no document type ${id}`);
  const input = sampleOn(type, dateInShanghai(new Date().toISOString()));
  return { name: type.name, form: type.form, order: orderOf(type, input), input };
}

async function playStory(work: string): Promise<void> {
  const dataDirectory = join(work, 'data');
  const port = await freePort();
  const start = () => timeline.step('server', 'starts', () => startServer(dataDirectory, port));
  let server: RunningServer = await start();
  try {
    const { baseUrl } = server;
    const place = { baseUrl, timeline };
    const staff = await timeline.step('staff', 'logs in as xining over OpenID Connect', async () =>
      logIn(baseUrl, 'xining', await readSecret(dataDirectory, 'demo-password-xining')),
    );
    const restart = async (): Promise<void> => {
      await timeline.step('somebody', 'kills the server with SIGKILL', () => server.kill());
      server = await start();
    };
    const sign = async (name: string, toSign: ToSign, onConsent?: () => Promise<void>): Promise<Done> => ({
      ...(await signAll(place, toSign, onConsent)),
      name,
      id: toSign.id,
    });

    const pledge = await draftAndIssue(staff, 'pledge');
    const done = [await sign('pledge', pledge)];
    await waitForStatus(staff, pledge, 'Published');

    const plan = await draftAndIssue(staff, 'creation-plan');
    const killed = killOnce(restart);
    done.push(await sign('creation-plan', plan, killed));
    await waitForStatus(staff, plan, 'Completed');

    const draft = await orderByApi(baseUrl, dataDirectory, 'monitoring');
    await timeline.step('staff', 'issues the order that waited as a draft', () => staff.issue(draft.id));
    done.push(await sign('rectification-order', draft));
    await waitForStatus(staff, draft, 'Completed');

    const direct = await orderByApi(baseUrl, dataDirectory, 'monitoringTrusted');
    done.push(await sign('rectification-order-by-api', direct));
    await waitForStatus(staff, direct, 'Completed');

    const report = await reportOn(staff, direct);
    done.push(await sign('rectification-report', report));
    await waitForStatus(staff, report, 'Completed');

    await examine(staff, server, done, work);
    timeline.check(
      'the server has logged no error',
      !/"level":"error"/.test(server.logged()),
      server.logged(),
    );
    timeline.check('the server ends cleanly on SIGTERM', (await server.stop()) === 0);
  } finally {
    await server.kill();
  }
}

/** Once, in the middle: right after a consent was acknowledged and before anything was made of it. */
function killOnce(restart: () => Promise<void>): () => Promise<void> {
  let done = false;
  return async () => {
    if (done) return;
    done = true;
    await restart();
  };
}

async function draftAndIssue(staff: StaffClient, typeId: string): Promise<ToSign> {
  const { name, order, input } = typeOf(typeId);
  const id = await timeline.step('staff', `fills in and saves ${name}`, () => staff.draft(typeId, input));
  const preview = await timeline.step('staff', 'looks at the preview', () => staff.preview(id));
  timeline.check('the preview is a PDF', Buffer.from(preview.subarray(0, 5)).toString() === '%PDF-');
  await timeline.step('staff', `issues ${name}`, () => staff.issue(id));
  return { id, name, order, parties: partiesOf(input) };
}

/** The report that enterprise and county sign, begun from the page of the order it answers. */
async function reportOn(staff: StaffClient, answered: ToSign): Promise<ToSign> {
  const { name, order, input } = typeOf('rectification-report');
  const { id, carried } = await timeline.step('staff', `begins ${name} from the order's page`, () =>
    staff.companion(answered.id, 'rectification-report'),
  );
  const trail = await staff.trail(answered.id);
  const number = trail.flatMap((event) => (event.kind === 'Issued' ? [event.number] : []))[0];
  const { organization } = answered.parties.enterprise;
  timeline.check(
    `${name} begins with the order's number and its parties`,
    carried.get('related.number') === number &&
      carried.get('parties.enterprise.organization') === organization,
    JSON.stringify([...carried]),
  );
  await timeline.step('staff', `fills in and saves ${name}`, () => staff.fill(id, input));
  await timeline.step('staff', `issues ${name}`, () => staff.issue(id));
  return { id, name, order, parties: partiesOf(input) };
}

async function orderByApi(
  baseUrl: string,
  dataDirectory: string,
  client: keyof typeof INTEGRATIONS,
): Promise<ToSign> {
  const { name, order, form, input } = typeOf('rectification-order');
  const { clientId, scope } = INTEGRATIONS[client];
  const secret = await readSecret(dataDirectory, `client-${clientId}`);
  const api = await timeline.step(clientId, 'gets a token for its client credentials', () =>
    integrationClient(baseUrl, { clientId, scope, secret }),
  );
  const { value: body } = readForm(form, input, () => []);
  const ordered = await timeline.step(clientId, `orders ${name}`, () => api.order('order-1', body));
  const repeated = await timeline.step(clientId, 'sends the same order again', () =>
    api.order('order-1', body),
  );
  timeline.check(
    'the same order twice is one order with one answer',
    ordered.text === repeated.text,
    repeated.text,
  );
  const { status } = await api.document(ordered.id);
  const expected = client === 'monitoring' ? ['drafted'] : ['drafted', 'signing'];
  timeline.check(`the order of ${clientId} is ${expected.join(' or ')}`, expected.includes(status), status);
  return { id: ordered.id, name, order, parties: partiesOf(input) };
}

async function waitForStatus(
  staff: StaffClient,
  { id, name }: ToSign,
  kind: 'Completed' | 'Published',
): Promise<void> {
  await timeline.step('workflow', `${kind}: ${name}`, () =>
    waitFor(`${name} to be ${kind}`, async () =>
      (await staff.trail(id)).some((event) => event.kind === kind) ? true : undefined,
    ),
  );
}

/** Everything that can be said about what has come out, and the files themselves into ./out. */
async function examine(
  staff: StaffClient,
  { baseUrl, dataDirectory }: RunningServer,
  done: readonly Done[],
  work: string,
): Promise<void> {
  const files: Judged[] = [];
  let rootPem = '';
  for (const { name, id, seen } of done) {
    const file = await staff.pdf(id);
    const trail = await staff.trail(id);
    const root = await findRoot(file, dataDirectory);
    rootPem = root.toString();
    await checkSignedFile(timeline, `${name}.pdf`, { file, seen, trail, root: root.raw });
    const path = join(OUT, `${name}.pdf`);
    await writeFile(path, file);
    await writeFile(join(OUT, 'trails', `${name}.json`), `${JSON.stringify(trail, null, 2)}\n`);
    files.push({ name: `${name}.pdf`, path, bytes: file, signatures: revisionsIn(trail).length - 1 });
    if (name !== 'pledge') continue;
    const number = trail.flatMap((event) => (event.kind === 'Issued' ? [event.number] : []))[0] ?? '';
    await checkPublished(timeline, baseUrl, number, revisionsIn(trail));
    const published = await (await fetch(`${baseUrl}/public/ca/lianqian-root.cer`)).arrayBuffer();
    timeline.check('the published root certificate is the one', root.raw.equals(Buffer.from(published)));
  }
  await writeFile(join(OUT, 'root.pem'), rootPem);
  const publicDirectory = join(dataDirectory, 'public');
  await cp(publicDirectory, join(OUT, 'public'), { recursive: true });
  await checkNothingPersonal(timeline, publicDirectory, [...new Set(done.flatMap(({ secrets }) => secrets))]);
  const judging = join(work, 'judges');
  await mkdir(judging);
  await askJudges(timeline, files, rootPem, {
    workDirectory: judging,
    required: process.env.DEMO_JUDGES === 'required',
  });
}

async function main(): Promise<void> {
  for (const name of [...OURS, 'root.pem', 'public', 'trails'])
    await rm(join(OUT, name), { recursive: true, force: true });
  await mkdir(join(OUT, 'trails'), { recursive: true });
  const work = await mkdtemp(join(tmpdir(), 'lianqian-demo-'));
  try {
    await playStory(work);
  } catch (error) {
    timeline.check(
      'the story goes on to its end',
      false,
      error instanceof Error ? error.stack : String(error),
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const { checks, failed } = timeline.counts();
  process.stdout.write(
    failed.length > 0
      ? `\n${failed.length} of ${checks} checks failed:\n${failed.map((claim) => `  ${claim}\n`).join('')}`
      : `\nAll ${checks} checks passed. The signed files, the root certificate, the trails and the public files are in ./out\n`,
  );
  process.exitCode = failed.length > 0 ? 1 : 0;
}

await main();
