// Changes of a file drawn from a seed: bytes, and pieces of its structure taken away, doubled and exchanged.
import { joined } from './forge/places.ts';

interface Mutation {
  /** Enough to do it again. */
  what: string;
  bytes: Uint8Array;
}

/** A number from 0 up to, not including, `below`, for each `draw` of the change `index` (splitmix32). */
export function drawing(seed: number, index: number): (below: number) => number {
  let state = (seed ^ Math.imul(index + 1, 0x9e3779b9)) | 0;
  return (below) => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) % below;
  };
}

interface Drawn {
  seed: number;
  /** The number of the first. */
  from?: number;
  count: number;
}

/** One byte at a time: the changes `from` up to `from + count` of a seed. Each differs from the file. */
export function* byteChanges(file: Uint8Array, { seed, from = 0, count }: Drawn): Generator<Mutation> {
  for (let index = from; index < from + count; index++) {
    const { what, bytes } = ofOneByte(file, drawing(seed, index));
    yield { what: `byte change ${index}: ${what}`, bytes };
  }
}

/** Pieces of the file taken away, doubled, turned round and exchanged. Each differs from the file. */
export function* structuralChanges(file: Uint8Array, { seed, from = 0, count }: Drawn): Generator<Mutation> {
  const objects = objectsIn(file);
  for (let index = from; index < from + count; index++) {
    const draw = drawing(seed, index);
    let change = structural(file, objects, draw);
    while (Buffer.from(change.bytes).equals(file)) change = structural(file, objects, draw);
    yield { what: `structural change ${index}: ${change.what}`, bytes: change.bytes };
  }
}

type Draw = (below: number) => number;

function ofOneByte(file: Uint8Array, draw: Draw): Mutation {
  // Not slice(): of a Buffer that is the same memory.
  const bytes = Uint8Array.from(file);
  const at = draw(file.length);
  bytes[at] = (bytes[at]! + 1 + draw(255)) & 255;
  return { what: `byte ${at} from ${file[at]} to ${bytes[at]}, ${before(file, at)}`, bytes };
}

/** What stands before a place: where it is in another file of the same kind, whose keys and signatures are others. */
function before(file: Uint8Array, at: number): string {
  const text = Buffer.from(file.subarray(Math.max(0, at - 40), at)).toString('latin1');
  return `behind "${text.replace(/[^ -~]/g, '.')}"`;
}

function structural(file: Uint8Array, objects: readonly [number, number][], draw: Draw): Mutation {
  const range = (): [number, number] => {
    const start = draw(file.length);
    return [start, Math.min(file.length, start + 1 + draw(draw(2) === 0 ? 16 : 4096))];
  };
  const ways: (() => Mutation)[] = [
    () => {
      const [start, end] = range();
      return {
        what: `bytes ${start} to ${end} taken away, ${before(file, start)}`,
        bytes: joined(file.subarray(0, start), file.subarray(end)),
      };
    },
    () => {
      const [start, end] = range();
      return {
        what: `bytes ${start} to ${end} twice, ${before(file, start)}`,
        bytes: joined(file.subarray(0, end), file.subarray(start)),
      };
    },
    () => {
      const [start, end] = range();
      const bytes = Uint8Array.from(file);
      bytes.subarray(start, end).reverse();
      return { what: `bytes ${start} to ${end} turned round, ${before(file, start)}`, bytes };
    },
    () => {
      const [a, b] = [draw(objects.length), draw(objects.length)].sort((x, y) => x - y) as [number, number];
      const [[from, to], [start, end]] = [objects[a]!, objects[b]!];
      const exchanged = [
        file.subarray(0, from),
        file.subarray(start, end),
        file.subarray(to, start),
        file.subarray(from, to),
      ];
      const what = `objects at ${from} and ${start} exchanged`;
      return { what, bytes: a === b ? file : joined(...exchanged, file.subarray(end)) };
    },
    () => {
      const [start, end] = objects[draw(objects.length)]!;
      return {
        what: `object at ${start} again behind the file`,
        bytes: joined(file, file.subarray(start, end)),
      };
    },
  ];
  return ways[draw(ways.length)]!();
}

/** From the number to the line feed behind `endobj`, as the text stands. */
function objectsIn(file: Uint8Array): [number, number][] {
  const text = Buffer.from(file).toString('latin1');
  return [...text.matchAll(/^\d+ 0 obj\n.*?\nendobj\n/gms)].map(({ 0: whole, index }) => [
    index,
    index + whole.length,
  ]);
}
