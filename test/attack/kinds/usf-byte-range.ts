// Universal signature forgery: ByteRange is broken, in the hope that a reader skips the check.
import { latin1 } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { range, renamed, without } from '../forge/last-signature.ts';
import { lastSignature, over } from '../forge/places.ts';
import type { Subject } from '../subject.ts';

export const BYTE_RANGE: readonly Attack[] = [
  { id: 'range-removed', name: 'ByteRange removed', cases: ['P3'], verdict: 'V2', build: without('range') },
  {
    id: 'range-renamed',
    name: 'ByteRange under another name',
    verdict: 'V5',
    build: renamed('/ByteRange [', '/BiteRange ['),
  },
  { id: 'range-null', name: 'ByteRange is null', cases: ['P3'], verdict: 'V2', build: range('null') },
  { id: 'range-empty', name: 'ByteRange is empty', cases: ['P3'], verdict: 'V2', build: range('[]') },
  {
    id: 'range-zero',
    name: 'ByteRange is four zeros',
    cases: ['P3'],
    verdict: 'V2',
    build: range('[0 0 0 0]'),
  },
  {
    id: 'range-negative',
    name: 'ByteRange is negative',
    cases: ['P3'],
    verdict: 'V2',
    build: range(([, a, b]) => `[0 ${a} ${b} -1]`),
  },
  {
    id: 'range-two',
    name: 'ByteRange has two numbers',
    cases: ['P3'],
    verdict: 'V2',
    build: range(([, a]) => `[0 ${a}]`),
  },
  {
    id: 'range-six',
    name: 'ByteRange has six numbers',
    verdict: 'V2',
    build: range(() => '[0 9 10 1 12 1]'),
  },
  {
    id: 'range-overlap',
    name: 'ByteRange overlaps itself',
    cases: ['P3'],
    verdict: 'V2',
    build: range(([, a, , c]) => `[0 ${a} 9 ${c}]`),
  },
  {
    id: 'range-whole',
    name: 'ByteRange covers the gap as well',
    verdict: 'V2',
    build: range(([, , b, c]) => `[0 ${b} ${b} ${c}]`),
  },
  {
    id: 'range-real',
    name: 'ByteRange has a fraction',
    cases: ['P3'],
    verdict: 'V2',
    build: range(([, a, b, c]) => `[0 ${a}.5 ${b} ${c}]`),
  },
  {
    id: 'range-real-whole',
    name: 'ByteRange has a point behind a number',
    verdict: 'V1',
    build: range(([, a, b, c]) => `[0 ${a}. ${b} ${c}]`),
  },
  {
    id: 'range-first',
    name: 'ByteRange begins at byte 1',
    verdict: 'V2',
    build: range(([, a, b, c]) => `[1 ${a! - 1} ${b} ${c}]`),
  },
  {
    id: 'range-short',
    name: 'ByteRange ends 7 bytes before the file',
    cases: ['P11'],
    verdict: 'V3',
    build: range(([, a, b, c]) => `[0 ${a} ${b} ${c! - 7}]`),
  },
  {
    id: 'range-beyond',
    name: 'ByteRange ends behind the file',
    verdict: 'V3',
    build: range(([, a, b, c]) => `[0 ${a} ${b} ${c! + 7}]`),
  },
  {
    id: 'range-huge',
    name: 'ByteRange overflows 64 bits',
    verdict: 'V3',
    build: range(([, a, b]) => `[0 ${a} ${b} 9999999999999999]`),
  },
  { id: 'range-string', name: 'ByteRange is a string', verdict: 'V2', build: range('(0 1 2 3)') },
  { id: 'range-names', name: 'ByteRange holds names', verdict: 'V2', build: range('[/a /b /c /d]') },
  {
    id: 'range-nested',
    name: 'ByteRange is an array in an array',
    verdict: 'V2',
    build: range(([, a, b]) => `[[0 ${a}] [${b} 9]]`),
  },
  { id: 'range-reference', name: 'ByteRange is in another object', verdict: 'V2', build: range('1 0 R') },
  {
    id: 'range-swapped',
    name: 'the two ranges change places',
    verdict: 'V2',
    build: range(([, a, b, c]) => `[${b} ${c} 0 ${a}]`),
  },
  {
    id: 'range-earlier',
    name: 'ByteRange is that of the signature before',
    verdict: 'V3',
    build: earlierRange,
  },
];

function earlierRange({ file, ends, signatures }: Subject): Uint8Array {
  const before = signatures > 1 ? file.subarray(0, ends[signatures - 1]) : undefined;
  const numbers = before
    ? latin1(before.subarray(...lastSignature(before).range))
    : `[0 ${ends[0]! - 9} ${ends[0]! - 7} 7]`;
  return over(file, lastSignature(file).range, numbers);
}
