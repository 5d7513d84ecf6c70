// Somebody who can write the table, but has none of the platform's keys, writes a trail anew, all that can be computed whole.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DocumentEvent, EventBody, Sha256 } from '../../functions/domain/event.ts';
import { says, value } from '../../functions/domain/fact.ts';
import { oneTimeCode } from '../../functions/domain/link.ts';
import { extendTrail } from '../../functions/domain/trail.ts';
import type { StoredDocument } from '../../functions/ports/document-store.ts';
import { auditAll, auditOne } from '../../functions/workflow/audit.ts';
import { putReason } from '../../functions/workflow/reason.ts';
import { decline, requestCode } from '../../functions/workflow/signer.ts';
import { signHead } from '../../functions/workflow/trail-head.ts';
import { voidDocument } from '../../functions/workflow/void.ts';
import { confirmScan } from '../../functions/workflow/wet-seal.ts';
import { auditedWorld, consistent, rewritten } from './audited-world.ts';
import { page, scannedPdf } from './scanned.ts';
import { STAFF, sealingWorld } from './sealing-world.ts';

const { world, audited, documents, numbers, otherHoldings, strays, tampered, tamper, pledge, ...made } =
  auditedWorld({ stamped: true });
afterAll(made.dispose);

let published: string;
let signing: string;
beforeAll(async () => {
  await made.prepare();
  published = await pledge(['drc', 'county', 'enterprise']);
  await made.report(published);
  signing = await pledge(['county']);
}, 120_000);

const OTHER_TIME = '2026-11-20T00:00:00.000Z';

/** The event, if it is of this kind, with other facts. */
const changing =
  <K extends EventBody['kind']>(kind: K, facts: (event: Extract<DocumentEvent, { kind: K }>) => object) =>
  (event: DocumentEvent): EventBody =>
    event.kind === kind ? ({ ...event, ...facts(event as never) } as EventBody) : event;

const without = (kind: EventBody['kind']) => (event: DocumentEvent) =>
  event.kind === kind && 'role' in event && event.role === 'county' ? undefined : event;

const evidenceOf = (events: readonly DocumentEvent[], kind: 'Opened' | 'Consented'): Sha256 =>
  events.flatMap((event) => (event.kind === kind && event.evidence ? [event.evidence] : []))[0]!;

type Rewriting = (stored: StoredDocument) => StoredDocument;

/** With what is found besides the head, where a file says another thing than the event. */
const REWRITINGS: Record<string, { rewrite: Rewriting; besides: string[] }> = {
  'a consent that was taken out': {
    rewrite: (stored) => rewritten(stored, without('Consented')),
    besides: ['signed-facts'],
  },
  'an opening that was taken out': {
    rewrite: (stored) => rewritten(stored, without('Opened')),
    besides: [],
  },
  'a proven time of a signature that was invented': {
    rewrite: (stored) =>
      rewritten(
        stored,
        changing('Signed', () => ({ stampedAt: OTHER_TIME })),
      ),
    besides: ['signed-facts'],
  },
  'a proven time of the archive that was invented': {
    rewrite: (stored) =>
      rewritten(
        stored,
        changing('Archived', () => ({ stampedAt: OTHER_TIME })),
      ),
    besides: ['signed-facts'],
  },
  'an answer of a relay that was invented': {
    rewrite: (stored) =>
      rewritten(
        stored,
        changing('MailSent', () => ({ reply: { relay: 'relay.example', code: 250, text: 'queued as X' } })),
      ),
    besides: [],
  },
  'evidence of an act that points at another file': {
    rewrite: (stored) =>
      rewritten(
        stored,
        changing('Consented', () => ({ evidence: evidenceOf(stored.events, 'Opened') })),
      ),
    besides: ['act'],
  },
  'an evidence report that nobody made': {
    rewrite: (stored) => {
      const report = stored.events.flatMap((event) => (event.kind === 'Signed' ? [event.revision] : []))[0]!;
      const body = { kind: 'EvidenceMade', report, through: 3, serial: '01' } as const;
      const made = extendTrail(stored.events, [body], OTHER_TIME, { kind: 'workflow' });
      return consistent(stored, [...stored.events, ...made]);
    },
    besides: ['signature'],
  },
  'a number of the certificate of a report that is another': {
    rewrite: (stored) =>
      rewritten(
        stored,
        changing('EvidenceMade', () => ({ serial: '01' })),
      ),
    besides: ['signed-facts'],
  },
  'a head that was taken away': {
    rewrite: ({ head: _, ...stored }) => stored,
    besides: [],
  },
  'a head whose signature is nothing': {
    rewrite: (stored) => ({ ...stored, head: { ...stored.head!, signature: 7 as never } }),
    besides: [],
  },
};

const kindsOf = async (id: string): Promise<string[]> => [
  ...new Set((await auditOne(audited, id)).findings.map(({ kind }) => kind)),
];

test('what nobody has touched has no finding, time-stamps and reports among it', async () => {
  expect((await auditAll(audited)).findings).toEqual([]);
  const { events } = (await documents.load(published))!;
  for (const kind of ['Archived', 'EvidenceMade', 'Opened'])
    expect(events.map((event) => event.kind)).toContain(kind);
  expect(events.some((event) => event.kind === 'Signed' && event.stampedAt)).toBe(true);
});

describe('the signature of the head does not hold for', () => {
  test.each(Object.entries(REWRITINGS))('%s', async (_, { rewrite, besides }) => {
    const undo = await tamper(published, rewrite);
    try {
      expect(await kindsOf(published)).toEqual(['head', ...besides]);
    } finally {
      undo();
    }
  });

  test('a scan that points at another file', async () => {
    const sealed = await sealingWorld('wet-seal');
    try {
      const { id, state, upload, drawn } = sealed;
      const scan = await upload(
        scannedPdf([page(await drawn('enterprise', (await state()).issue!.base)), page()]),
      );
      const seen = { role: 'enterprise' as const, scan: scan.scan, checked: true };
      await confirmScan(sealed.world, STAFF, id, seen);
      const stored = (await sealed.world.documents.load(id))!;
      const { data } = (await state()).issue!;
      const kinds = async (is: StoredDocument) => {
        const parts = { reprints: false, documents: { ...documents, load: async () => is } };
        const { findings } = await auditOne({ ...audited, ...sealed.world, ...parts }, id);
        return findings.map(({ kind }) => kind);
      };
      expect(await kinds(stored)).toEqual([]);
      const elsewhere = rewritten(stored, (event) => ({
        ...event,
        ...('scan' in event ? { scan: data } : {}),
      }));
      expect(await kinds(elsewhere)).toEqual(['head']);
    } finally {
      sealed.dispose();
    }
  });
});

describe('even where the trail key was used for it, the files contradict', () => {
  const contradicted = Object.entries(REWRITINGS).filter(([, { besides }]) => besides.length > 0);
  test.each(contradicted)('%s', async (_, { rewrite, besides }) => {
    const stored = rewrite((await documents.load(published))!);
    const head = await signHead(world, published, stored.events);
    tampered.set(published, { ...stored, head });
    try {
      // What is public of it may follow from what was invented, and be another then.
      expect((await kindsOf(published)).filter((kind) => kind !== 'public-altered')).toEqual(besides);
    } finally {
      tampered.delete(published);
    }
  });
});

/** The item as it was before the last event of a kind, with the signature that it had then. */
async function setBack(id: string, kind: EventBody['kind']): Promise<() => void> {
  const stored = (await documents.load(id))!;
  const events = stored.events.slice(
    0,
    stored.events.findLastIndex((event) => event.kind === kind),
  );
  const head = await signHead(world, id, events);
  return tamper(id, () => ({ ...consistent(stored, events), head }));
}

async function foundAfter(undo: () => void) {
  try {
    const { findings } = await auditAll(audited);
    return findings.filter(({ level }) => level === 'finding');
  } finally {
    undo();
  }
}

describe('an item that was set back to an earlier state, with the signature of then, is found', () => {
  test('when a party had signed since: its revision lies in the store', async () => {
    const findings = await foundAfter(await setBack(signing, 'Consented'));
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'file-extra',
        document: signing,
        found: says('a revision signed by {0}, whose act the trail does not hold', 'county'),
      }),
    ]);
  });

  test('and a file of each act since then says whose it was, for a person to judge', async () => {
    const undo = await setBack(signing, 'Opened');
    const { findings } = await auditAll(audited).finally(undo);
    const acts = findings.filter(({ level, document }) => level === 'warning' && document === signing);
    expect(acts.map(({ found }) => found)).toHaveLength(3);
    for (const act of ['CodeRequested', 'Consented', 'Opened'])
      expect(acts).toContainEqual(
        expect.objectContaining({ found: says('of an act that no event names: {0} by {1}', act, 'county') }),
      );
  });

  describe('when it was ended since, by a reason that lies in the store:', () => {
    const REASON = '四至范围与批复不一致';
    const ending = {
      'declined by a party': ['Declined', 'Declined by enterprise'],
      'voided by staff': ['Voided', 'Voided'],
    } as const;

    async function ended(kind: 'Declined' | 'Voided'): Promise<string> {
      const id = await pledge([]);
      if (kind === 'Voided') await voidDocument(world, STAFF, id, REASON);
      else {
        const holder = { document: id, role: 'enterprise' as const };
        await requestCode(world, holder);
        await decline(world, holder, { code: oneTimeCode(world.linkSecret, holder, 1), reason: REASON });
      }
      return id;
    }

    test.each(Object.entries(ending))('%s', async (_, [kind, whose]) => {
      const id = await ended(kind);
      expect((await auditAll(audited)).findings).toEqual([]);
      const found = says('the reason of an act that no event names: {0}', whose);
      const findings = await foundAfter(await setBack(id, kind));
      expect(findings).toEqual([expect.objectContaining({ kind: 'file-extra', document: id, found })]);
    });

    test('a document that two ended at once has ended, and the reason that came second is a remainder', async () => {
      const id = await ended('Voided');
      const second = { document: id, act: 'Declined', role: 'drc' } as const;
      const name = await putReason(world.files, second, REASON);
      const { findings } = await auditAll(audited);
      world.files.files.delete(name);
      expect(findings).toEqual([expect.objectContaining({ level: 'warning', document: id })]);
    });

    test('what a process left that died before the event is no finding when it has been done again', async () => {
      const id = await pledge([]);
      const documents = { ...world.documents, append: () => Promise.reject(new Error('died')) };
      await expect(voidDocument({ ...world, documents }, STAFF, id, REASON)).rejects.toThrow('died');
      expect(await foundAfter(() => {})).toMatchObject([{ kind: 'file-extra', document: id }]);
      await voidDocument(world, STAFF, id, REASON);
      expect((await auditAll(audited)).findings).toEqual([]);
    });

    test('one that is refused leaves none', async () => {
      const before = world.files.files.size;
      await expect(voidDocument(world, STAFF, published, REASON)).rejects.toMatchObject({
        code: 'document.closed',
      });
      expect(world.files.files.size).toBe(before);
    });
  });

  test('when it was published since', async () => {
    const findings = await foundAfter(await setBack(published, 'Completed'));
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['public-extra', 'public-altered']));
  });

  test('when it was taken away altogether', async () => {
    tampered.set(signing, undefined);
    const findings = await foundAfter(() => tampered.delete(signing));
    expect(findings.map(({ kind }) => kind).sort()).toEqual(['file-extra', 'number-extra']);
  });

  test('and not where a crash may have left the same: a revision made, and its event not written', async () => {
    const undo = await setBack(signing, 'Signed');
    try {
      const { findings } = await auditAll(audited);
      expect(findings.map(({ level, kind }) => [level, kind])).toEqual([['warning', 'file-extra']]);
    } finally {
      undo();
    }
  });
});

describe('of the register of numbers is found', () => {
  const mustFind = async (undo: () => void, ...found: object[]) =>
    expect(await foundAfter(undo)).toEqual(found.map((one) => expect.objectContaining(one)));

  test('a spare row that points at an issued document', async () => {
    const { series } = numbers[0]!;
    const extra = { series, number: numbers.length + 1, documentId: published };
    numbers.push(extra);
    const path = `number ${series} ${extra.number}`;
    await mustFind(() => numbers.pop(), { kind: 'number-extra', document: published, path });
  });

  test('a row of another series that points at an issued document', async () => {
    numbers.push({ series: 'other', number: 1, documentId: published });
    const expected = { kind: 'number-extra', document: published, path: 'number other 1' };
    await mustFind(() => numbers.pop(), expected);
  });

  test.each([
    ['a row by which a document would find another number', 7],
    ['a row that is missing, by which a document finds its number again', undefined],
  ])('%s', async (_, number) => {
    const { series, documentId } = numbers[0]!;
    otherHoldings.set(documentId, number === undefined ? undefined : { series, number, documentId });
    const findings = await foundAfter(() => otherHoldings.delete(documentId));
    expect(new Set(findings.map(({ kind, path }) => `${kind} ${path}`))).toEqual(
      new Set([`number number-of ${documentId} ${series}`]),
    );
  });
});

test('an item of the table that nobody writes is found', async () => {
  const stray = { path: 'table spare#1 x', expected: says('none'), found: value('an item') };
  strays.push(stray);
  expect(await foundAfter(() => strays.pop())).toEqual([{ level: 'finding', kind: 'table-extra', ...stray }]);
});

test('a private file that no program names so is found, and what a killed process left is a warning', async () => {
  const bytes = { bytes: Uint8Array.of(1), contentType: 'text/plain' };
  world.files.files.set('/spare', bytes).set('ab/.cdef.0123456789ab.part', bytes);
  const { findings } = await auditAll(audited);
  world.files.files.delete('/spare');
  world.files.files.delete('ab/.cdef.0123456789ab.part');
  expect(findings.map(({ level, path }) => [level, path])).toEqual([
    ['finding', 'files//spare'],
    ['warning', 'files/ab/.cdef.0123456789ab.part'],
  ]);
});
