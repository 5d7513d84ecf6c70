// The workflow's world with a printer that prints nothing anew: the same small pages for every document, so that
// hundreds of documents are issued and really signed in a few seconds. Its stores can die at a given call.
import type { DocumentType } from '../../functions/domain/document-type.ts';
import type { FormInput } from '../../functions/domain/form/field.ts';
import { type Party, ROLE_NAMES, type Role, type SigningOrder } from '../../functions/domain/party.ts';
import type { Printer } from '../../functions/ports/printer.ts';
import { addSignatureFields } from '../../functions/sign/signature-fields.ts';
import type { World } from '../../functions/workflow/world.ts';
import { fixedClock } from '../fakes/fixed-clock.ts';
import { memoryDocumentStore } from '../fakes/memory-document-store.ts';
import { memoryFileStore } from '../fakes/memory-file-store.ts';
import { memoryMailer } from '../fakes/memory-mailer.ts';
import { memoryNumberRegister } from '../fakes/memory-number-register.ts';
import { memoryPublicSite } from '../fakes/memory-public-site.ts';
import { boxes, pledge, stamp } from '../sign/sample-documents.ts';
import { START, testWorld } from '../workflow/test-world.ts';

export const mailboxOf = (role: Role): string => `${role}@example.gov.cn`;

const party = (role: Role): Party => ({
  role,
  organization: ROLE_NAMES[role],
  code: '11630100DEM000022G',
  person: '张三',
  title: '主任',
  email: mailboxOf(role),
});

function quickType(id: string, order: SigningOrder, changes: Partial<DocumentType> = {}): DocumentType {
  return {
    id,
    name: '文书',
    group: '其他文书',
    purpose: '试验用。',
    form: { kind: 'group', label: '文书', fields: { town: { kind: 'text', label: '小镇', maxLength: 40 } } },
    rules: () => [],
    summarize: (partial) => ({ title: `${partial?.town}文书`, town: partial?.town ?? '', region: '630121' }),
    title: (value) => `${value.town}文书`,
    parties: () => order.flat().map(party),
    order: () => order,
    signBy: () => '2026-12-04',
    layout: 'pledge',
    number: () => ({ series: 'all', format: (n) => `63012120261124${String(n).padStart(6, '0')}` }),
    view: () => ({}),
    sample: QUICK_INPUT,
    ...changes,
  };
}

export const QUICK_INPUT: FormInput = { town: '老爷山小镇' };

/** Every shape of order there is: all at once and published, one after the other, one and then two that receive, one alone. */
export const QUICK_TYPES: readonly DocumentType[] = [
  quickType('together', [['drc', 'county', 'enterprise']], {
    disclosure: ({ town }) => ({
      town,
      townCategory: '文旅',
      prefecture: '630100',
      county: '630121',
      plannedAreaKm2: 3,
    }),
  }),
  quickType('in-line', [['enterprise'], ['county'], ['drc']]),
  quickType('served', [['drc'], ['county', 'enterprise']], { receivers: ['county', 'enterprise'] }),
  quickType('alone', [['enterprise']]),
];

/** The process has died: nothing it called answers any more. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

export interface Mortal {
  /** Dies at the `call`-th effect from now (1 is the next), before or after it has been done. */
  dieAt(call: number, when: 'before' | 'after'): void;
  /** The next process: whatever was stored is there. */
  revive(): void;
}

export type QuickWorld = World & ReturnType<typeof memories>;

function memories() {
  return {
    documents: memoryDocumentStore(),
    files: memoryFileStore(),
    site: memoryPublicSite(),
    numbers: memoryNumberRegister(),
    mailer: memoryMailer(),
    clock: fixedClock(START),
  };
}

const EFFECTS = ['create', 'append', 'put', 'write', 'reserve', 'send'];

/** Makes worlds one after another; `dispose` when no more are wanted. */
export async function quickWorlds(): Promise<{
  make(): { world: QuickWorld; mortal: Mortal };
  dispose(): void;
}> {
  const { world: shared, dispose } = testWorld();
  const printer = await quickPrinter();
  const make = () => {
    const made = memories();
    const { mortal, wrap } = mortality();
    const { documents, files, site, numbers, mailer } = made;
    const wrapped = Object.fromEntries(
      Object.entries({ documents, files, site, numbers, mailer }).map(([name, port]) => [name, wrap(port)]),
    );
    const documentType = (id: string) => QUICK_TYPES.find((type) => type.id === id);
    const world = { ...shared, ...made, ...wrapped, printer, documentType } as QuickWorld;
    return { world, mortal };
  };
  return { make, dispose };
}

async function quickPrinter(): Promise<Printer> {
  const text = (words: string) => new TextEncoder().encode(words);
  const bare = pledge();
  const appearance = stamp();
  const pages = new Map<string, Uint8Array>();
  return {
    async print({ type, value }) {
      const { order } = QUICK_TYPES.find(({ id }) => id === type.id)!;
      const fields = order(value).flat() as string[];
      const wanted = boxes.filter(({ field }) => fields.includes(field));
      const pdf = pages.get(type.id) ?? (await addSignatureFields(bare, wanted));
      pages.set(type.id, pdf);
      return { pdf, template: text(type.id), sheet: text('{}'), pages: 1, fields, differences: [] };
    },
    reprint: () => Promise.reject(new Error('nothing is printed again here')),
    press: async () => 'a'.repeat(64),
    layouts: async () => text('{}'),
    printVersion: async () => new Uint8Array(),
    appearance: async () => appearance,
    html: async () => '',
  };
}

function mortality(): { mortal: Mortal; wrap<T extends object>(port: T): T } {
  let left = Number.POSITIVE_INFINITY;
  let when: 'before' | 'after' = 'before';
  let dead = false;
  const mortal: Mortal = {
    dieAt(call, moment) {
      left = call;
      when = moment;
    },
    revive() {
      left = Number.POSITIVE_INFINITY;
      dead = false;
    },
  };
  const call = async (effect: boolean, work: () => Promise<unknown>): Promise<unknown> => {
    if (dead) throw new Crash();
    if (!effect) return work();
    left -= 1;
    const dies = left === 0;
    if (dies) dead = true;
    if (dies && when === 'before') throw new Crash();
    const result = await work();
    if (dies) throw new Crash();
    return result;
  };
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const found = Reflect.get(target, name);
        if (typeof found !== 'function' || ['ids', 'failNext'].includes(String(name))) return found;
        return (...given: unknown[]) =>
          call(EFFECTS.includes(String(name)), async () => found.apply(target, given));
      },
    });
  return { mortal, wrap };
}
