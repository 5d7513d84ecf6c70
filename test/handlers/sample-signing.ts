// One document out for signing in a world of fakes, and a browser's cookies and headers for the signing pages.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import { sign as decideSign } from '../../functions/domain/decide.ts';
import { type DocumentState, fold } from '../../functions/domain/document.ts';
import { actRound, currentRevision } from '../../functions/domain/document-questions.ts';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { EventBody } from '../../functions/domain/event.ts';
import { linkToken, oneTimeCode } from '../../functions/domain/link.ts';
import type { Party, Role, SigningOrder } from '../../functions/domain/party.ts';
import { canonicalJson } from '../../functions/domain/trail.ts';
import type { Ways } from '../../functions/domain/way.ts';
import { createSignerApp, type SignerWorld } from '../../functions/handlers/signer.ts';
import { change } from '../../functions/workflow/change.ts';
import { createDocument } from '../../functions/workflow/draft.ts';
import { type FixedClock, fixedClock } from '../fakes/fixed-clock.ts';
import { type MemoryDocumentStore, memoryDocumentStore } from '../fakes/memory-document-store.ts';
import { type MemoryFileStore, memoryFileStore } from '../fakes/memory-file-store.ts';
import { memorySigningKey } from '../fakes/memory-signing-key.ts';

export const ORIGIN = 'https://sign.example.gov.cn';

export const PARTIES: Party[] = [
  {
    role: 'drc',
    organization: '西宁市发展和改革委员会',
    code: '11630000015000185Y',
    person: '马建国',
    title: '副主任',
    email: 'majianguo@fgw.example.gov.cn',
  },
  {
    role: 'county',
    organization: '湟中区人民政府',
    code: '116301220150001850',
    person: '李秀兰',
    title: '副区长',
    email: 'lixiulan@qz.example.gov.cn',
  },
  {
    role: 'enterprise',
    organization: '青海丝路多巴物流开发有限公司',
    code: '91350100M000100Y43',
    person: '王永强',
    title: '总经理',
    email: 'wangyongqiang@duoba.example.com',
  },
];

const TITLE = '丝路（多巴）国际物流小镇三级联签承诺书';

export const SAMPLE_TYPE: DocumentType = {
  id: 'sample',
  name: '三级联签承诺书',
  group: '其他文书',
  purpose: '供测试。',
  form: { kind: 'group', name: 'sample', label: '样本', fields: [] } as unknown as DocumentType['form'],
  rules: () => [],
  summarize: () => ({ title: TITLE, town: '多巴', region: '630122' }),
  title: () => TITLE,
  parties: ({ parties }) => parties,
  order: () => [['drc', 'county', 'enterprise']],
  signBy: () => '2026-02-28',
  layout: 'pledge',
  number: () => ({ series: 'sample', format: String }),
  view: () => ({}),
  sample: {},
};

export interface SampleSigning {
  world: SignerWorld;
  app: Hono;
  clock: FixedClock;
  documents: MemoryDocumentStore;
  files: MemoryFileStore;
  /** Everything the pages have logged. */
  logged: object[];
  id: string;
  token(role: Role): string;
  code(role: Role): Promise<string>;
  state(): Promise<DocumentState>;
  append(...events: EventBody[]): Promise<void>;
  /** What the workflow's loop does after a consent, without its cryptography. */
  makeSignature(role: Role, pdf?: Uint8Array): Promise<void>;
}

export interface SampleOptions {
  pdf?: Uint8Array;
  order?: SigningOrder;
  discloses?: boolean;
  ways?: Ways;
  /** What the PDF was set from; absent for a document of the time before it was kept. */
  sheet?: object;
  world?: Partial<SignerWorld>;
}

export async function sampleSigning(options: SampleOptions = {}): Promise<SampleSigning> {
  const {
    pdf = new TextEncoder().encode('%PDF-1.7 样本'),
    order = SAMPLE_TYPE.order({}),
    discloses = true,
  } = options;
  const clock = fixedClock();
  const documents = memoryDocumentStore();
  const files = memoryFileStore();
  const logged: object[] = [];
  const world: SignerWorld = {
    documents,
    trailKey: memorySigningKey(),
    files,
    clock,
    documentType: (id) => (id === SAMPLE_TYPE.id ? SAMPLE_TYPE : undefined),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    linkSecret: new Uint8Array(32).fill(7),
    sessionSecret: new Uint8Array(32).fill(8),
    secureCookies: true,
    office: {
      baseUrl: ORIGIN,
      publicUrl: `${ORIGIN}/public`,
      mailDomain: 'sign.example.gov.cn',
      contact: '西宁市发展和改革委员会规划科，0971-1234567',
    },
    log: (entry) => logged.push(entry),
    pagesDirectory: fileURLToPath(new URL('../../functions/pages', import.meta.url)),
    ...options.world,
  };
  const id = 'sampledocument0001';
  const put = (text: string) => files.put(new TextEncoder().encode(text), 'application/json');
  const data = await put(canonicalJson({ parties: PARTIES }));
  const summary = SAMPLE_TYPE.summarize({});
  await createDocument(world, id, [{ kind: 'Drafted', type: SAMPLE_TYPE.id, input: data, summary }], {
    kind: 'workflow',
  });
  const append = async (...events: EventBody[]): Promise<void> => {
    await change(world, id, { kind: 'workflow' }, () => events);
  };
  const base = await files.put(pdf, 'application/pdf');
  const { sheet } = options;
  const printed = sheet && { sheet: await put(canonicalJson(sheet)), press: 'e'.repeat(64) };
  await append({
    kind: 'Issued',
    number: '63012220260108000001',
    data,
    template: data,
    base,
    ...(printed ? { printed } : {}),
    issuedOn: '2026-01-08',
    dueAt: '2026-02-28T15:59:59.999Z',
    order,
    discloses,
    ...(options.ways ? { ways: options.ways } : {}),
  });
  const state = async () => fold((await documents.load(id))!.events);
  return {
    world,
    app: createSignerApp(world),
    clock,
    documents,
    files,
    logged,
    id,
    token: (role) => linkToken(world.linkSecret, { document: id, role }),
    code: async (role) =>
      oneTimeCode(world.linkSecret, { document: id, role }, (await state()).parties[role].code!.round),
    state,
    append,
    async makeSignature(role, signed) {
      const before = await state();
      const revisionBytes =
        signed ?? new TextEncoder().encode(`%PDF-1.7 样本 ${role} ${before.revisions.length}`);
      const revision = await files.put(revisionBytes, 'application/pdf');
      // Only a party that has acted is signed for.
      if (!before.parties[role].consented) {
        const consent = { role, consent: '2026', shown: currentRevision(before)!, codeRound: 0 };
        await append({ kind: 'Consented', ...consent });
      }
      const codeRound = actRound((await state()).parties[role]);
      const base = currentRevision(before)!;
      const made = { role, codeRound, base, revision, serial: '01', signedAt: clock.now() };
      await change(world, id, { kind: 'workflow' }, (current) => decideSign(current, made));
    },
  };
}

/** A browser at the page: keeps its cookies by path and says where its requests come from. */
export function visitor(app: Hono) {
  const cookies: { pair: string; path: string }[] = [];
  const headersFor = (path: string): Record<string, string> => {
    const cookie = cookies.filter((one) => path.startsWith(`${one.path}/`) || path === one.path);
    return cookie.length > 0 ? { cookie: cookie.map(({ pair }) => pair).join('; ') } : {};
  };
  const keep = (response: Response): Response => {
    for (const line of response.headers.getSetCookie()) {
      const path = /; Path=([^;]+)/.exec(line)![1]!.replace(/^\/sign/, '');
      cookies.push({ pair: line.split(';')[0]!, path });
    }
    return response;
  };
  return {
    cookies,
    get: async (path: string, init: RequestInit = {}) =>
      app.request(path, { ...init, headers: { ...headersFor(path), ...init.headers } }),
    post: async (path: string, body: unknown, headers: Record<string, string> = {}) =>
      keep(
        await app.request(path, {
          method: 'POST',
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'content-type': 'application/json', origin: ORIGIN, ...headersFor(path), ...headers },
        }),
      ),
  };
}
