// Against the running system, by HTTP: guesses, replays, many requests at once, and files swapped behind its back.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DocumentEvent } from '../../functions/domain/event.ts';
import type { FormInput } from '../../functions/domain/form/field.ts';
import type { Role } from '../../functions/domain/party.ts';
import { dateInShanghai } from '../../functions/domain/time.ts';
import type { DocumentFacts } from '../../functions/pages/sign/facts.ts';
import { PLEDGE } from '../../templates/pledge/pledge.ts';
import { sampleOn } from '../../templates/sample-on.ts';
import { inboxClient } from '../demo/inbox-client.ts';
import { type RunningServer, readSecret, startServer } from '../demo/running-server.ts';
import { partiesOf } from '../demo/signing-story.ts';
import { logIn, type StaffClient } from '../demo/staff-client.ts';
import { waitFor } from '../demo/timeline.ts';
import { type ExampleSealProvider, exampleSealProvider } from '../fakes/example-seal-provider.ts';
import { png, page as sheet } from '../workflow/scanned.ts';
import { holdLink, type LinkClient, tally } from './link-client.ts';

const INPUT = sampleOn(PLEDGE, dateInShanghai(new Date().toISOString()));
const PARTIES = partiesOf(INPUT);
const ROLES = ['drc', 'county', 'enterprise'] as const;
const REASON = '规划面积与批复不符';

let directory: string;
let server: RunningServer;
let staff: StaffClient;
let provider: ExampleSealProvider;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lianqian-at-once-'));
  provider = await exampleSealProvider();
  const key = join(directory, 'provider.pem');
  await writeFile(key, provider.key);
  Object.assign(process.env, {
    SEAL_PROVIDER_URL: provider.url,
    SEAL_PROVIDER_NAME: '示范电子印章系统',
    SEAL_PROVIDER_KEY: key,
    SEAL_PROVIDER_TOKEN: provider.token,
  });
  server = await startServer(join(directory, 'data'), 0);
  const password = await readSecret(server.dataDirectory, 'demo-password-xining');
  staff = await logIn(server.baseUrl, 'xining', password);
});

afterAll(async () => {
  for (const name of ['URL', 'NAME', 'KEY', 'TOKEN']) delete process.env[`SEAL_PROVIDER_${name}`];
  await server?.kill();
  await provider?.close();
  await rm(directory, { recursive: true, force: true });
});

interface Issued {
  id: string;
  token(role: Role): Promise<string>;
  /** A link's holder, and a code that was just mailed to it. */
  holder(role: Role): Promise<{ link: LinkClient; code: string }>;
  /** What the page would send to sign the file it shows. */
  submission(link: LinkClient, code: string): Promise<Record<string, string>>;
  trail(): Promise<DocumentEvent[]>;
  /** How often each kind stands in the trail. */
  kinds(): Promise<Record<string, number>>;
  until(kind: DocumentEvent['kind'], times?: number): Promise<void>;
}

async function issued(ways: Partial<Record<Role, string>> = {}): Promise<Issued> {
  const id = await staff.draft('pledge', withWays(INPUT, ways));
  await staff.issue(id);
  const inbox = inboxClient(server.baseUrl);
  const token = (role: Role) => inbox.linkToken(PARTIES[role].email, id);
  const trail = () => staff.trail(id);
  const kinds = async () => tally((await trail()).map(({ kind }) => kind));
  return {
    id,
    token,
    trail,
    kinds,
    async holder(role) {
      const link = await holdLink(server.baseUrl, await token(role));
      const before = await inbox.count(PARTIES[role].email);
      expect(await link.post('code', {})).toBe('204');
      return { link, code: await inbox.code(PARTIES[role].email, before) };
    },
    async submission(link, code) {
      const facts = (await (await link.get()).json()) as DocumentFacts;
      const { consent, publication, revision } = facts;
      return { code, consent: consent.version, publication: publication!.version, shown: revision! };
    },
    until: (kind, times = 1) =>
      waitFor(`${times} ${kind}`, async () => ((await kinds())[kind] ?? 0) >= times || undefined).then(
        () => undefined,
      ),
  };
}

function withWays(input: FormInput, ways: Partial<Record<Role, string>>): FormInput {
  const parties = input.parties as Record<string, FormInput>;
  const changed = Object.entries(parties).map(([role, party]) => {
    const way = ways[role as Role];
    return [role, way ? { ...party, way } : party];
  });
  return { ...input, parties: Object.fromEntries(changed) };
}

const other = (code: string): string => (code === '000000' ? '000001' : '000000');

test('of two hundred wrong codes at once five are weighed, and the right one is of no use after them', async () => {
  const { holder, submission, kinds } = await issued();
  const { link, code } = await holder('county');
  const given = await submission(link, code);
  const wrong = { ...given, code: other(code) };
  const answers = await Promise.all(Array.from({ length: 200 }, () => link.post('sign', wrong)));
  expect(tally(answers)).toEqual({ '422 code.wrong': 4, '429 code.exhausted': 196 });
  expect((await kinds()).CodeRefused).toBe(5);
  expect(await link.post('sign', given)).toBe('429 code.exhausted');
  expect((await kinds()).Consented).toBeUndefined();
}, 120_000);

test('fifty equal submissions at once get one answer and make one signature; the fifty-first, later, too', async () => {
  const { holder, submission, kinds, until } = await issued();
  const { link, code } = await holder('county');
  const given = await submission(link, code);
  const answers = await Promise.all(Array.from({ length: 50 }, () => link.post('sign', given)));
  expect(tally(answers)).toEqual({ 204: 50 });
  await until('Signed');
  expect(await link.post('sign', given)).toBe('204');
  expect(await kinds()).toMatchObject({ Consented: 1, Signed: 1 });
}, 120_000);

test('one code sent for signing and for declining at once does one of the two', async () => {
  const { holder, submission, kinds } = await issued();
  const { link, code } = await holder('enterprise');
  const given = await submission(link, code);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      at % 2 === 0 ? link.post('sign', given) : link.post('decline', { code, reason: REASON }),
    ),
  );
  const { Consented = 0, Declined = 0 } = await kinds();
  expect([Consented, Declined].sort()).toEqual([0, 1]);
  expect(tally(answers)[204]).toBe(5);
}, 120_000);

test('a code that was used signs for nobody else, for no other document and nothing else', async () => {
  const first = await issued();
  const second = await issued();
  const { link, code } = await first.holder('drc');
  const given = await first.submission(link, code);
  expect(await link.post('sign', given)).toBe('204');
  expect(await link.post('decline', { code, reason: REASON })).toBe('409 party.already-signed');
  const county = await first.holder('county');
  const elsewhere = await second.holder('drc');
  // Codes may be equal by chance, once in a million.
  if (county.code !== code) expect(await county.link.post('sign', given)).toBe('422 code.wrong');
  const there = { ...(await second.submission(elsewhere.link, code)), code };
  if (elsewhere.code !== code) expect(await elsewhere.link.post('sign', there)).toBe('422 code.wrong');
  expect((await first.kinds()).Consented).toBe(1);
  expect((await second.kinds()).Consented).toBeUndefined();
}, 120_000);

test('three signers at once give three signatures, one on the other, and nobody is asked again', async () => {
  const { holder, submission, trail, until, id } = await issued();
  const ready = await Promise.all(
    ROLES.map(async (role) => {
      const { link, code } = await holder(role);
      return { link, given: await submission(link, code) };
    }),
  );
  const answers = await Promise.all(ready.map(({ link, given }) => link.post('sign', given)));
  expect(tally(answers)).toEqual({ 204: 3 });
  await until('Completed');
  const signed = (await trail()).filter((event) => event.kind === 'Signed');
  expect(signed.map(({ role }) => role).sort()).toEqual([...ROLES].sort());
  expect(new Set(signed.map(({ revision }) => revision)).size).toBe(3);
  const files = await Promise.all(signed.map(({ revision }) => readFile(pathOf(revision))));
  for (const [at, file] of files.slice(1).entries())
    expect(file.subarray(0, files[at]!.length).equals(files[at]!)).toBe(true);
  expect(Buffer.from(await staff.pdf(id)).equals(files[2]!)).toBe(true);
}, 120_000);

const pathOf = (digest: string): string =>
  join(server.dataDirectory, 'files', digest.slice(0, 2), digest.slice(2));

test('another digest than that of the file shown is refused; a file swapped meanwhile is neither shown nor signed', async () => {
  const { holder, submission, kinds, until, trail } = await issued();
  const { link, code } = await holder('drc');
  const given = await submission(link, code);
  const swapped = `${given.shown!.slice(0, -1)}${given.shown!.endsWith('0') ? '1' : '0'}`;
  expect(await link.post('sign', { ...given, shown: swapped })).toBe('409 shown.mismatch');
  expect((await kinds()).Consented).toBeUndefined();

  const path = pathOf(given.shown!);
  const bytes = await readFile(path);
  await writeFile(path, Buffer.concat([bytes, Buffer.from('%')]));
  expect((await link.get('/pdf')).status).toBe(500);
  expect(await link.post('sign', given)).toBe('204');
  await until('AttemptFailed');
  expect((await trail()).find((event) => event.kind === 'AttemptFailed')).toMatchObject({
    job: 'sign drc',
    code: 'FileDamaged',
  });
  expect((await kinds()).Signed).toBeUndefined();
  // Put right, it goes on by itself.
  await writeFile(path, bytes);
  await until('Signed');
}, 120_000);

test('a token that is not ours gets one answer, whatever is wrong with it', async () => {
  const { token } = await issued();
  const good = await token('county');
  const tried = [good.slice(0, -1), `${good}A`, good.replace('.county.', '.drc.'), good.toUpperCase(), 'x'];
  const answers = await Promise.all(
    tried.map(async (wrong) => {
      const answer = await fetch(`${server.baseUrl}/sign/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: server.baseUrl },
        body: JSON.stringify({ token: wrong }),
      });
      return `${answer.status} ${answer.headers.getSetCookie().length} ${await answer.text()}`;
    }),
  );
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(/^404 0 /);
}, 120_000);

test('on paper and with a provider’s seal: one act a code, one scan of many at once, and no token in what is written down', async () => {
  const { holder, kinds, until, token, trail, id } = await issued({
    county: 'e-seal',
    enterprise: 'wet-seal',
  });
  const { link, code } = await holder('enterprise');
  const scan = png(sheet());
  const parts = await Promise.all(Array.from({ length: 10 }, () => link.part(code, scan)));
  expect(tally(parts.map(({ said }) => said))).toEqual({ 200: 10 });
  expect(await link.post('decline', { code, reason: REASON })).toBe('409 code.used');
  const publication = ((await (await link.get()).json()) as DocumentFacts).publication!.version;
  const sent = { code, publication, parts: parts[0]!.digest! };
  const answers = await Promise.all(Array.from({ length: 10 }, () => link.post('scan', sent)));
  expect(tally(answers)).toEqual({ 204: 10 });
  expect(await kinds()).toMatchObject({ PartStored: 1, ScanReceived: 1 });

  const county = await holder('county');
  const request = { code: county.code, publication };
  const asked = await Promise.all(Array.from({ length: 10 }, () => county.link.post('seal', request)));
  expect(tally(asked)).toEqual({ 204: 10 });
  await until('SealBegun');
  expect(await kinds()).toMatchObject({ SealRequested: 1, SealBegun: 1 });
  expect(provider.requests.size).toBe(1);
  expect(await county.link.post('decline', { code: county.code, reason: REASON })).toBe('409 code.used');

  const macs = await Promise.all(ROLES.map(async (role) => (await token(role)).split('.')[2]!));
  const written = [
    server.logged(),
    JSON.stringify(await trail()),
    JSON.stringify([...provider.requests.values()]),
    await (await fetch(`${server.baseUrl}/public/`)).text(),
  ].join('\n');
  for (const mac of macs) {
    expect(written).not.toContain(mac);
    expect(await filesHolding(server.dataDirectory, mac)).toEqual([]);
  }
  for (const secret of [code, county.code]) expect(server.logged()).not.toContain(`"${secret}"`);
  expect((await filesHolding(server.dataDirectory, id)).length).toBeGreaterThan(0);
}, 120_000);

/** Mails are encoded for the way; all else that was written down and has this text in it. */
async function filesHolding(root: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (!entry.isFile() || path.startsWith(join(root, 'mail'))) continue;
    if ((await readFile(path)).includes(text)) found.push(path.slice(root.length + 1));
  }
  return found;
}

test('the link of a document that all have signed reads it, and does nothing to it any more', async () => {
  const { holder, submission, kinds, until } = await issued();
  const links: LinkClient[] = [];
  let last = {};
  for (const role of ROLES) {
    const { link, code } = await holder(role);
    last = await submission(link, code);
    expect(await link.post('sign', last)).toBe('204');
    links.push(link);
  }
  await until('Completed');
  const before = await kinds();
  for (const link of links) {
    expect(((await (await link.get()).json()) as DocumentFacts).standing).toBe('has-signed');
    expect(await link.post('code', {})).toMatch(/^409 /);
    expect(await link.post('decline', { code: '123456', reason: REASON })).toMatch(/^409 /);
    expect(await link.post('seal', { code: '123456', publication: '' })).toMatch(/^4/);
    expect((await link.part('123456', png(sheet()))).said).toMatch(/^409 /);
    expect((await link.get('/print')).status).toBe(404);
  }
  const { MailSent: _, Published: __, ...acts } = before;
  expect(await kinds()).toMatchObject(acts);
  for (const kind of ['Declined', 'CodeRefused', 'PartStored', 'SealRequested'])
    expect(await kinds()).not.toHaveProperty(kind);
}, 120_000);
