// A file as the list of its revisions (ISO 32000-1 7.5.6), every byte of it accounted for.
import { asciiAt } from './bytes.ts';
import { PdfReader, readingBudget } from './pdf-reader.ts';
import type { PdfDictionary, PdfValue } from './pdf-values.ts';
import { must } from './unsound.ts';

/** Larger than any document the office issues; a reader in a browser must survive a hostile file. */
const LIMITS = { bytes: 22 * 1024 * 1024, objects: 100_000, revisions: 16 } as const;

export interface Revision {
  /** The bytes this revision added: [start, end). The revision as a file is [0, end). */
  start: number;
  end: number;
  /** Offset of its cross-reference table. */
  xref: number;
  trailer: PdfDictionary;
  /** The first object number not used up to here. */
  size: number;
  /** The objects it writes, by number. */
  objects: Map<number, PdfValue>;
}

interface Section {
  xref: number;
  end: number;
  trailer: PdfDictionary;
  size: number;
  offsets: Map<number, number>;
}

/**
 * Oldest first. Each revision's body is exactly the objects its table lists, one after the other, then the
 * table, the trailer, startxref and %%EOF; tables are chained by /Prev and nothing lies between revisions.
 * Throws Unsound (V2, V3, V11) for any other file. `reading` hears the number of each revision, from 1, before its
 * objects are read.
 */
export function readRevisions(file: Uint8Array, reading: (revision: number) => void = () => {}): Revision[] {
  must(file.length <= LIMITS.bytes, 'V11', `file larger than ${LIMITS.bytes} bytes`);
  const tail = /startxref\n(0|[1-9]\d{0,9})\n%%EOF\n$/.exec(asciiAt(file, file.length - 40, file.length));
  must(tail, 'V3', 'the file does not end in startxref, an offset and %%EOF');
  const sections: Section[] = [];
  for (let at: number | undefined = Number(tail[1]); at !== undefined; ) {
    must(sections.length < LIMITS.revisions, 'V11', `more than ${LIMITS.revisions} revisions`);
    const section = readSection(file, at);
    const previous = section.trailer.get('Prev');
    must(previous === undefined || (isOffset(previous) && previous < at), 'V3', '/Prev does not point back');
    sections.unshift(section);
    at = previous as number | undefined;
  }
  must(sections.at(-1)?.end === file.length, 'V3', 'bytes after the last revision');
  let start = headerLength(file);
  let size = 0;
  const budget = readingBudget();
  const objects = sections.reduce((sum, { offsets }) => sum + offsets.size, 0);
  must(objects <= LIMITS.objects, 'V11', `more than ${LIMITS.objects} objects`);
  return sections.map((section, i) => {
    reading(i + 1);
    checkNumbers(section, size);
    const revision = { ...section, start, objects: readObjects(file, section, start, budget) };
    start = section.end;
    size = section.size;
    return revision;
  });
}

/** The newest form of every object after `revisions`. */
export function objectsAfter(revisions: readonly Revision[]): Map<number, PdfValue> {
  return new Map(revisions.flatMap(({ objects }) => [...objects]));
}

const isOffset = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** 7.5.2: the version, then a comment of four high bytes that marks the file as binary. */
function headerLength(file: Uint8Array): number {
  const header = /^%PDF-1\.[4-7]\n%[^\x00-\x7f]{4}\n/.exec(asciiAt(file, 0, 15));
  must(header, 'V2', 'the header is not that of this profile');
  return header[0].length;
}

/** 7.5.4: the base has one subsection from 0 without holes; an update lists objects in use, generation 0. */
function readSection(file: Uint8Array, xref: number): Section {
  const reader = new PdfReader(file, xref);
  const offsets = new Map<number, number>();
  reader.take('xref\n');
  let next = 0;
  for (;;) {
    const head = /^(0|[1-9]\d{0,6}) ([1-9]\d{0,6})\n/.exec(asciiAt(file, reader.at, reader.at + 20));
    if (!head) break;
    reader.at += head[0].length;
    const first = Number(head[1]);
    const count = Number(head[2]);
    must(offsets.size + count <= LIMITS.objects, 'V11', `more than ${LIMITS.objects} objects`);
    must(next === 0 || first > next, 'V3', 'subsections of the cross-reference table out of order');
    next = first + count;
    for (let number = first; number < next; number++) {
      const line = asciiAt(file, reader.at, reader.at + 20);
      reader.at += 20;
      if (number === 0) {
        must(line === '0000000000 65535 f \n', 'V3', 'entry 0 is not the head of an empty free list');
        continue;
      }
      must(/^\d{10} 00000 n \n$/.test(line), 'V3', `entry ${number} is not that of an object in use`);
      offsets.set(number, Number(line.slice(0, 10)));
    }
  }
  reader.take('trailer\n');
  const trailer = reader.value();
  must(trailer instanceof Map, 'V2', 'the trailer is not a dictionary');
  reader.take(`\nstartxref\n${xref}\n%%EOF\n`);
  const size = trailer.get('Size');
  must(isOffset(size) && size > 1, 'V3', '/Size of the trailer');
  return { xref, end: reader.at, trailer, size, offsets };
}

/** Old numbers below `before` may be rewritten; new ones follow without a hole up to /Size. */
function checkNumbers({ offsets, size }: Section, before: number): void {
  const added = [...offsets.keys()].filter((number) => number >= before).length;
  must(added === size - Math.max(before, 1), 'V3', 'the numbers of new objects have holes or exceed /Size');
  for (const number of offsets.keys()) must(number < size, 'V3', `object ${number} is beyond /Size`);
}

function readObjects(
  file: Uint8Array,
  section: Section,
  start: number,
  budget: ReturnType<typeof readingBudget>,
): Map<number, PdfValue> {
  const objects = new Map<number, PdfValue>();
  const reader = new PdfReader(file, start, budget);
  for (const [number, offset] of [...section.offsets].sort((a, b) => a[1] - b[1])) {
    must(offset === reader.at, 'V3', `object ${number} does not follow the one before it`);
    reader.take(`${number} 0 obj\n`);
    objects.set(number, reader.valueOrStream());
    reader.take('\nendobj\n');
  }
  must(reader.at === section.xref, 'V3', 'bytes between the last object and the cross-reference table');
  return objects;
}
