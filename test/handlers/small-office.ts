// A console over stores in memory, a document type of its own, and a visitor with a cookie jar.
import { join } from 'node:path';
import { Hono } from 'hono';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { GroupField } from '../../functions/domain/form/field.ts';
import type { Role } from '../../functions/domain/party.ts';
import { createOfficeApp, type OfficeWorld } from '../../functions/handlers/office.ts';
import type { SignIn } from '../../functions/handlers/sign-in.ts';
import type { Printer } from '../../functions/ports/printer.ts';
import type { Staff } from '../../functions/workflow/staff.ts';
import { fixedClock } from '../fakes/fixed-clock.ts';
import { memoryDocumentStore } from '../fakes/memory-document-store.ts';
import { memoryFileStore } from '../fakes/memory-file-store.ts';
import { memoryNumberRegister } from '../fakes/memory-number-register.ts';
import { memorySessionRegister } from '../fakes/memory-session-register.ts';
import { memorySigningKey } from '../fakes/memory-signing-key.ts';

export const ORIGIN = 'http://office.test';

export const NOTE_FORM = {
  kind: 'group',
  label: '便函',
  fields: {
    region: {
      kind: 'group',
      label: '所在地',
      fields: {
        prefecture: { kind: 'region', label: '市（州）', level: 'prefecture' },
        county: { kind: 'region', label: '县（市、区、行委）', level: 'county' },
      },
    },
    town: {
      kind: 'group',
      label: '小镇',
      fields: {
        name: { kind: 'text', label: '小镇名称', help: '填写全称', maxLength: 40 },
        money: { kind: 'money', label: '总投资' },
        remark: { kind: 'text', label: '备注', multiline: true, optional: true, maxLength: 200 },
      },
    },
    items: {
      kind: 'rows',
      label: '整改事项',
      min: 1,
      max: 3,
      row: {
        kind: 'group',
        label: '事项',
        fields: {
          measure: { kind: 'text', label: '措施', maxLength: 60 },
          deadline: { kind: 'date', label: '完成期限' },
        },
      },
    },
  },
} as const satisfies GroupField;

const party = (role: Role, organization: string) => ({
  role,
  organization,
  code: '11630100DEM000022G',
  person: '张三',
  title: '主任',
  email: `${role}@example.gov.cn`,
});

export const NOTE: DocumentType = {
  id: 'note',
  name: '便函',
  group: '其他文书',
  purpose: '试验用。',
  form: NOTE_FORM,
  rules: () => [],
  summarize: (partial) => ({
    title: `${partial?.town?.name ?? '未命名'}便函`,
    town: partial?.town?.name ?? '未命名',
    region: partial?.region?.county ?? partial?.region?.prefecture ?? '630000',
  }),
  title: (value) => `${value.town.name}便函`,
  parties: () => [
    party('drc', '西宁市发改委'),
    party('county', '大通县政府'),
    party('enterprise', '文旅公司'),
  ],
  order: () => [['drc', 'county', 'enterprise']],
  signBy: () => '2026-03-01',
  layout: 'letter',
  number: () => ({ series: 'note', format: (n) => `便函〔2026〕${n}号` }),
  view: (value) => value,
  sample: {},
};

/** What a browser would send for a form that passes. */
export const FILLED: Readonly<Record<string, string>> = {
  'region.prefecture': '630100',
  'region.county': '630121',
  'town.name': '老爷山小镇',
  'town.money': '1200.50',
  'town.remark': '',
  'items.0.measure': '清理违建',
  'items.0.deadline': '2026-02-01',
};

export const XINING: Staff = { id: 'xining', name: '李海燕', organization: '西宁市发改委', scope: '6301' };
export const HAIDONG: Staff = { id: 'haidong', name: '韩生福', organization: '海东市发改委', scope: '6302' };

const printer: Printer = {
  async print({ value, issue }) {
    const pdf = new TextEncoder().encode(`%PDF-1.7 ${JSON.stringify({ value, issue })}`);
    return {
      pdf,
      template: new TextEncoder().encode('template'),
      sheet: pdf,
      pages: 1,
      fields: ['drc', 'county', 'enterprise'],
      differences: [],
    };
  },
  reprint: async (sheet) => sheet,
  press: async () => 'e'.repeat(64),
  layouts: async () => Uint8Array.of(),
  printVersion: async () => new Uint8Array(),
  appearance: async () => new Uint8Array(),
  html: async () => '',
};

/** Logs in whoever `next` names. */
export function fakeSignIn(next: { staff: Staff }): SignIn {
  return {
    origin: 'https://login.test',
    begin: async (returnTo) => ({ url: 'https://login.test/authorize', flow: JSON.stringify({ returnTo }) }),
    finish: async (_url, flow) => ({ ...next.staff, ...JSON.parse(flow) }),
    endUrl: async () => 'https://login.test/end',
  };
}

export function smallOffice(changes: Partial<OfficeWorld> = {}) {
  const clock = fixedClock();
  const documents = memoryDocumentStore();
  const files = memoryFileStore();
  const logged: object[] = [];
  const who = { staff: XINING };
  let drawn = 0;
  const world: OfficeWorld = {
    documents,
    trailKey: memorySigningKey(),
    files,
    numbers: memoryNumberRegister(),
    printer,
    types: [NOTE],
    documentType: (id) => (id === NOTE.id ? NOTE : undefined),
    uncovered: () => [],
    authority: async () => ({
      issuesFrom: '2026-01-01T00:00:00.000Z',
      issuesUntil: '2036-01-01T00:00:00.000Z',
      lists: [],
    }),
    clock,
    random: (bytes) => {
      drawn += 1;
      return Uint8Array.from({ length: bytes }, (_, index) => (drawn * 31 + index * 7) % 256);
    },
    office: { baseUrl: ORIGIN, publicUrl: `${ORIGIN}/public`, mailDomain: 'office.test', contact: '0971' },
    log: (entry) => logged.push(entry),
    signIn: fakeSignIn(who),
    endedSessions: memorySessionRegister(),
    sessionSecret: new Uint8Array(32).fill(7),
    secureCookies: false,
    pagesDirectory: join(process.cwd(), 'functions/pages'),
    ...changes,
  };
  const app = new Hono();
  app.route('/office', createOfficeApp(world));

  const visitor = () => {
    const jar = new Map<string, string>();
    const visit = async (path: string, init: RequestInit = {}): Promise<Response> => {
      const headers = new Headers(init.headers);
      if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
      const response = await app.request(ORIGIN + path, { ...init, headers });
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        if (value) jar.set(name!, value);
        else jar.delete(name!);
      }
      return response;
    };
    const page = async (path: string) => (await visit(path)).text();
    let token = '';
    return {
      jar,
      visit,
      page,
      get token() {
        return token;
      },
      async logIn(staff: Staff) {
        who.staff = staff;
        await visit('/office/login?to=/office');
        await visit('/office/callback?code=x&state=y');
        token = /name="_token" value="([^"]+)"/.exec(await page('/office'))![1]!;
      },
      /** As a form of ours would; `_token` is added unless given. */
      post: (
        path: string,
        fields: Readonly<Record<string, string>> = {},
        headers: Record<string, string> = {},
      ) =>
        visit(path, {
          method: 'POST',
          headers,
          body: new URLSearchParams({ _token: token, ...fields }),
        }),
    };
  };

  return { world, documents, files, clock, logged, visitor };
}

/** The value of a field on a page, unescaped. */
export function typedIn(page: string, name: string): string | undefined {
  const escaped = name.replaceAll('.', '\\.');
  const input = new RegExp(`<input [^>]*name="${escaped}"[^>]*>`).exec(page)?.[0];
  const area = new RegExp(`<textarea [^>]*name="${escaped}"[^>]*>\\n([^<]*)</textarea>`).exec(page)?.[1];
  const select = new RegExp(`<select [^>]*name="${escaped}"[^>]*>([\\s\\S]*?)</select>`).exec(page)?.[1];
  const value =
    area ??
    (input ? /value="([^"]*)"/.exec(input)?.[1] : undefined) ??
    (select ? /<option value="([^"]*)" selected>/.exec(select)?.[1] : undefined);
  return value?.replace(/&(lt|gt|quot|amp|#x27|#x3D|#x60);/g, (entity) => ENTITIES[entity]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&amp;': '&',
  '&#x27;': "'",
  '&#x3D;': '=',
  '&#x60;': '`',
};
