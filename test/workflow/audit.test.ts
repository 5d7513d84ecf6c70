// The drill: one thing in a thousand is altered, lost or added, and the audit names exactly that.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fold } from '../../functions/domain/document.ts';
import type { StoredDocument } from '../../functions/ports/document-store.ts';
import { auditAll, auditOne } from '../../functions/workflow/audit.ts';
import { draft } from '../../functions/workflow/draft.ts';
import { SEED } from '../seed.ts';
import { auditedWorld, consistent, rewritten } from './audited-world.ts';
import { STAFF } from './signed-pledge.ts';

const DRAFTS = 500;

const { world, audited, documents, numbers, tampered, tamper, pledge, ...made } = auditedWorld();
afterAll(made.dispose);

/** Pledges that all have signed and that are published. */
const published: string[] = [];

beforeAll(async () => {
  await made.prepare();
  for (let i = 0; i < 2; i += 1) published.push(await pledge(['drc', 'county', 'enterprise']));
  await pledge(['county']);
  await made.report(published[0]!);
  for (let i = 0; i < DRAFTS; i += 1)
    await draft(world, STAFF, 'pledge', { town: { name: `小镇${i}` } } as never);
}, 120_000);

interface Harm {
  what: string;
  /** What must be found, and of whom: every finding must be of this document or at one of these paths. */
  document?: string;
  paths?: string[];
  kinds: string[];
  undo(): void;
}

type Draw = (below: number) => number;

/** mulberry32: the same seed gives the same harm. */
function drawing(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(from.length)]!;

function setBytes(
  files: Map<string, { bytes: Uint8Array; contentType: string }>,
  name: string,
  bytes?: Uint8Array,
) {
  const before = files.get(name)!;
  if (bytes) files.set(name, { ...before, bytes });
  else files.delete(name);
  return () => void files.set(name, before);
}

function flipped(bytes: Uint8Array, draw: Draw): Uint8Array {
  const other = Uint8Array.from(bytes);
  other[draw(other.length)]! ^= 1 << draw(8);
  return other;
}

const owners = async (name: string): Promise<string[]> => {
  const found = await Promise.all(
    documents
      .ids()
      .map(async (id) => (JSON.stringify((await documents.load(id))!.events).includes(name) ? id : '')),
  );
  return found.filter(Boolean);
};

const HARMS: Record<string, (draw: Draw) => Promise<Harm>> = {
  async 'a byte of a private file'(draw) {
    const name = pick(draw, [...world.files.files.keys()]);
    const undo = setBytes(world.files.files, name, flipped(world.files.files.get(name)!.bytes, draw));
    return { what: name, paths: [`files/${name}`], kinds: ['file-damaged'], undo };
  },
  async 'a private file lost'(draw) {
    const name = pick(draw, [...world.files.files.keys()]);
    const undo = setBytes(world.files.files, name);
    return { what: name, paths: [`files/${name}`], kinds: ['file-missing'], undo };
  },
  async 'a private file too many'(draw) {
    const name = await world.files.put(Uint8Array.of(draw(256), draw(256), 7), 'text/plain');
    const undo = () => void world.files.files.delete(name);
    return { what: name, paths: [`files/${name}`], kinds: ['file-extra'], undo };
  },
  async 'an event changed'(draw) {
    const document = pick(draw, documents.ids());
    const undo = await tamper(document, (stored) => {
      const events = [...stored.events];
      const at = draw(events.length);
      events[at] = { ...events[at]!, at: new Date(Date.parse(events[at]!.at) - 1).toISOString() };
      return { ...stored, events };
    });
    return { what: document, document, kinds: ['chain'], undo };
  },
  async 'an event dropped'(draw) {
    const document = pick(draw, published);
    const undo = await tamper(document, (stored) => ({
      ...stored,
      events: stored.events.toSpliced(draw(stored.events.length), 1),
    }));
    return { what: document, document, kinds: ['version'], undo };
  },
  async 'the last event dropped, and the version with it'(draw) {
    const document = pick(draw, published);
    const undo = await tamper(document, (stored) => ({
      ...stored,
      version: stored.version - 1,
      events: stored.events.slice(0, -1),
    }));
    return { what: document, document, kinds: ['chain'], undo };
  },
  async 'a listing changed'(draw) {
    const document = pick(draw, documents.ids());
    const undo = await tamper(document, (stored) => ({
      ...stored,
      listing: { ...stored.listing, title: `${stored.listing.title}（改）` },
    }));
    return { what: document, document, kinds: ['listing'], undo };
  },
  async 'a public file too many'(draw) {
    const path = `pledges/${String(draw(1e9)).padStart(20, '0')}/index.html`;
    await world.site.write(path, Uint8Array.of(1), 'text/html');
    const undo = () => void world.site.files.delete(path);
    return { what: path, paths: [`public/${path}`], kinds: ['public-extra'], undo };
  },
  async 'a public file lost'(draw) {
    const path = pick(draw, [...world.site.files.keys()]);
    const undo = setBytes(world.site.files, path);
    return { what: path, paths: [`public/${path}`], kinds: ['public-missing'], undo };
  },
  async 'a byte of a public file'(draw) {
    const path = pick(draw, [...world.site.files.keys()]);
    const undo = setBytes(world.site.files, path, flipped(world.site.files.get(path)!.bytes, draw));
    return { what: path, paths: [`public/${path}`], kinds: ['public-altered'], undo };
  },
  async 'an entry by digest that names another pledge'(draw) {
    const paths = [...world.site.files.keys()].filter((path) => path.startsWith('by-hash/'));
    const path = pick(draw, paths);
    const text = Buffer.from(world.site.files.get(path)!.bytes).toString();
    const other = text.replaceAll(/"number": "\d{20}"/g, '"number": "63012120260101000009"');
    const undo = setBytes(world.site.files, path, new TextEncoder().encode(other));
    return { what: path, paths: [`public/${path}`], kinds: ['public-altered'], undo };
  },
  async 'two revisions exchanged in the store'(draw) {
    const { revisions } = fold((await documents.load(pick(draw, published)))!.events);
    const at = draw(revisions.length - 1);
    const [one, other] = [revisions[at]!.sha256, revisions[at + 1]!.sha256] as const;
    const bytes = world.files.files.get(one)!.bytes;
    const undos = [
      setBytes(world.files.files, one, world.files.files.get(other)!.bytes),
      setBytes(world.files.files, other, bytes),
    ];
    const undo = () => undos.forEach((each) => void each());
    return { what: one, paths: [`files/${one}`, `files/${other}`], kinds: ['file-damaged'], undo };
  },
  async 'two revisions exchanged in a trail written anew'(draw) {
    const document = pick(draw, published);
    const signed = fold((await documents.load(document))!.events)
      .revisions.slice(1)
      .map(({ sha256 }) => sha256);
    const undo = await tamper(document, (stored) =>
      rewritten(stored, (event) => {
        if (event.kind !== 'Signed') return event;
        const turned = signed.with(0, signed[1]!).with(1, signed[0]!);
        return { ...event, revision: turned[signed.indexOf(event.revision)]! };
      }),
    );
    return { what: document, document, kinds: ['signature'], undo };
  },
  async 'an event dropped from a trail written anew'(draw) {
    const document = pick(draw, published);
    const undo = await tamper(document, (stored) => {
      // Without its number nobody could tell which public files it is about.
      const may = stored.events.filter((event) => event.kind !== 'Issued' && withoutIt(stored, event));
      return withoutIt(stored, pick(draw, may))!;
    });
    return { what: document, document, kinds: ['head'], undo };
  },
  async 'an event changed in a trail written anew'(draw) {
    const document = pick(draw, documents.ids());
    const undo = await tamper(document, (stored) => {
      const changed = pick(draw, stored.events);
      const at = new Date(Date.parse(changed.at) - 1 - draw(1e9)).toISOString();
      const events = stored.events.map((event) => (event === changed ? { ...event, at } : event));
      return rewritten({ ...stored, events }, (event) => event);
    });
    return { what: document, document, kinds: ['head'], undo };
  },
  async 'a trail cut off, its head made to fit'(draw) {
    const document = pick(draw, published);
    const undo = await tamper(document, (stored) => {
      const issued = 1 + stored.events.findIndex(({ kind }) => kind === 'Issued');
      const left = issued + draw(stored.events.length - issued);
      return consistent(stored, stored.events.slice(0, left));
    });
    return { what: document, document, kinds: ['head'], undo };
  },
  async 'the signature of a head taken from another document'(draw) {
    const [document, other] = [pick(draw, published), published.at(-1)!];
    const { head } = (await documents.load(document === other ? published[0]! : other))!;
    const undo = await tamper(document, (stored) => ({
      ...stored,
      head: { ...stored.head!, signature: head!.signature },
    }));
    return { what: document, document, kinds: ['head'], undo };
  },
  async 'a time of signing changed in a trail written anew'(draw) {
    const document = pick(draw, published);
    const undo = await tamper(document, (stored) =>
      rewritten(stored, (event) =>
        event.kind === 'Signed' ? { ...event, signedAt: '2026-11-20T00:00:00.000Z' } : event,
      ),
    );
    return { what: document, document, kinds: ['signed-facts'], undo };
  },
  async 'a number given to another'(draw) {
    const at = draw(numbers.length);
    const before = numbers[at]!;
    numbers[at] = { ...before, documentId: documents.ids().at(-1)! };
    const path = `number ${before.series}`;
    const undo = () => void numbers.splice(at, 1, before);
    return { what: path, paths: [path, `${path} ${before.number}`], kinds: ['number'], undo };
  },
  async 'a number lost in the middle'() {
    const [lost] = numbers.splice(0, 1);
    const path = `number ${lost!.series}`;
    const undo = () => void numbers.unshift(lost!);
    return {
      what: path,
      paths: [path, `${path} ${lost!.number}`],
      kinds: ['number-missing', 'number'],
      undo,
    };
  },
  async 'a number too many'() {
    const extra = { series: numbers[0]!.series, number: numbers.length + 1, documentId: 'nobody0000000001' };
    numbers.push(extra);
    const undo = () => void numbers.pop();
    const path = `number ${extra.series} ${extra.number}`;
    return { what: path, paths: [path], kinds: ['number-extra'], undo };
  },
};

/** The trail written anew without one of its events; undefined where it could not be folded then. */
function withoutIt(stored: StoredDocument, dropped: unknown): StoredDocument | undefined {
  try {
    return rewritten(stored, (event) => (event === dropped ? undefined : event));
  } catch {
    return undefined;
  }
}

async function mustFindExactly({ document, paths = [], kinds, undo }: Harm): Promise<void> {
  try {
    const owning = (await Promise.all(paths.map((path) => owners(path.replace('files/', ''))))).flat();
    const { findings } = await auditAll(audited);
    const found = findings.map(({ kind }) => kind);
    for (const kind of kinds) expect(found).toContain(kind);
    // What only a dropped or changed event named is named by none any more.
    const named = document ? JSON.stringify((await documents.load(document))!.events) : '';
    // Nothing else: each is at the place that was harmed, or of the document that it belongs to.
    const others = findings.filter(
      (finding) =>
        !paths.includes(finding.path) &&
        !(finding.kind === 'file-extra' && named.includes(finding.path.replace('files/', ''))) &&
        !(finding.document !== undefined && [document, ...owning].includes(finding.document)),
    );
    expect(others).toEqual([]);
  } finally {
    undo();
  }
}

test('whole stores have no finding, printed again and all', async () => {
  const report = await auditAll({ ...audited, reprints: true });
  expect(report.findings).toEqual([]);
  expect(report.documents).toBe(DRAFTS + 3);
  expect(report.events + report.files + report.publicFiles).toBeGreaterThan(1000);
});

describe('of each kind of harm, once, the audit names exactly what was done:', () => {
  test.each(Object.keys(HARMS))(`%s (SEED=${SEED})`, async (name) => {
    await mustFindExactly(await HARMS[name]!(drawing(SEED)));
  });
});

test('one document is audited by itself, with what is public of it', async () => {
  const id = published[1]!;
  expect((await auditOne({ ...audited, reprints: true }, id)).findings).toEqual([]);
  const { number } = fold((await documents.load(id))!.events).issue!;
  const undo = setBytes(world.site.files, `pledges/${number}/pledge.json`);
  const { findings } = await auditOne(audited, id);
  undo();
  expect(findings).toMatchObject([
    { kind: 'public-missing', document: id, path: `public/pledges/${number}/pledge.json` },
  ]);
});

test('another layout is a warning; another file by the same press is a finding', async () => {
  const pdf = async () => new TextEncoder().encode('%PDF');
  const other = (press: string) => ({ ...world.printer, reprint: pdf, press: async () => press });
  const kinds = async (press: string) =>
    (await auditOne({ ...audited, reprints: true, printer: other(press) }, published[0]!)).findings.map(
      ({ kind, level }) => `${level} ${kind}`,
    );
  expect(await kinds('f'.repeat(64))).toEqual(['warning reprint']);
  expect(await kinds(await world.printer.press())).toEqual(['finding reprint']);
});
