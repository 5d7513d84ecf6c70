// The register of numbers against the documents that have them, row by row and the other way round.
import type { DocumentState } from '../domain/document.ts';
import { type Fact, says, value } from '../domain/fact.ts';
import type { GivenNumber, Inventory } from '../ports/inventory.ts';
import type { Finding, FindingKind } from './audit-finding.ts';
import { getJson } from './form.ts';
import type { World } from './world.ts';

type Auditing = Pick<World, 'files' | 'documentType'> & {
  inventory: Pick<Inventory, 'numbers' | 'holdings'>;
};
/** By id; `state` is absent of one from which nothing is concluded. */
type Documents = ReadonlyMap<string, { state?: DocumentState }>;

const rowOf = ({ series, number }: Pick<GivenNumber, 'series' | 'number'>) => `number ${series} ${number}`;

function finding(kind: FindingKind, path: string, expected: Fact, found: Fact, document?: string): Finding {
  return {
    level: 'finding',
    kind,
    ...(document ? { document } : {}),
    path,
    expected,
    found,
  };
}

export async function auditNumbers(world: Auditing, documents: Documents): Promise<Finding[]> {
  const rows = await collected(world.inventory.numbers());
  const issued = await issuedNumbers(world, documents);
  return [
    ...auditRows(rows, documents, issued),
    ...auditGaps(rows),
    ...[...issued].flatMap(([id, one]) => auditIssued(rows, id, one)),
    ...auditHoldings(rows, await collected(world.inventory.holdings())),
  ];
}

interface IssuedNumber {
  series: string;
  text: string;
  format(number: number): string;
}

async function issuedNumbers(world: Auditing, documents: Documents): Promise<Map<string, IssuedNumber>> {
  const issued = new Map<string, IssuedNumber>();
  for (const [id, { state }] of documents) {
    const type = state?.issue && world.documentType(state.type);
    if (!state?.issue || !type) continue;
    const { number: text, issuedOn, data } = state.issue;
    issued.set(id, { text, ...type.number(await getJson(world.files, data), issuedOn) });
  }
  return issued;
}

function auditRows(
  rows: readonly GivenNumber[],
  documents: Documents,
  issued: ReadonlyMap<string, IssuedNumber>,
): Finding[] {
  return rows.flatMap((row) => {
    const { documentId: id } = row;
    const [holder, own] = [documents.get(id), issued.get(id)];
    const extra = (found: Fact) =>
      finding('number-extra', rowOf(row), says('a document that has it'), found, id);
    if (!holder) return [extra(says('no document'))];
    // Taken, and then not issued: a crash, or a change at the last moment. It gets the same one when it is.
    if (holder.state && !holder.state.issue)
      return [{ ...extra(says('one not issued yet')), level: 'warning' }];
    if (own && (own.series !== row.series || own.format(row.number) !== own.text))
      return [extra(says('one whose number is {0}', own.text))];
    return [];
  });
}

function auditGaps(rows: readonly GivenNumber[]): Finding[] {
  const given = new Set(rows.map(rowOf));
  return [...new Set(rows.map(({ series }) => series))].flatMap((series) =>
    Array.from({ length: lastOf(rows, series) }, (_, i) => rowOf({ series, number: i + 1 }))
      .filter((row) => !given.has(row))
      .map((row) => finding('number-missing', row, says('given, as a later one is'), says('none'))),
  );
}

const lastOf = (rows: readonly GivenNumber[], series: string): number =>
  Math.max(...rows.filter((row) => row.series === series).map(({ number }) => number));

function auditIssued(
  rows: readonly GivenNumber[],
  id: string,
  { series, text, format }: IssuedNumber,
): Finding[] {
  const held = rows.find((row) => row.series === series && format(row.number) === text);
  if (held?.documentId === id) return [];
  const found = held ? says('{0} for {1}', text, held.documentId) : says('not given');
  return [finding('number', `number ${series}`, says('{0} for {1}', text, id), found, id)];
}

/** By them a document finds its number again: one that says another would give it that. */
function auditHoldings(rows: readonly GivenNumber[], holdings: readonly GivenNumber[]): Finding[] {
  const keyOf = ({ documentId, series, number }: GivenNumber) => JSON.stringify([documentId, series, number]);
  const path = ({ documentId, series }: GivenNumber) => `number-of ${documentId} ${series}`;
  const [given, held] = [new Set(rows.map(keyOf)), new Set(holdings.map(keyOf))];
  const last = new Map([...new Set(rows.map(({ series }) => series))].map((s) => [s, lastOf(rows, s)]));
  return [
    ...holdings
      .filter((one) => !given.has(keyOf(one)))
      .map((one) =>
        finding('number', path(one), says('a number given to it'), value(one.number), one.documentId),
      ),
    // Whoever takes a number has written this for the one before it.
    ...rows
      .filter((row) => row.number !== last.get(row.series) && !held.has(keyOf(row)))
      .map((row) => finding('number', path(row), value(row.number), says('none'), row.documentId)),
  ];
}

async function collected<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of from) all.push(one);
  return all;
}
