// Signature wrapping: something else is in the gap of the ByteRange than the string of Contents.
import { appended, latin1, object, stream } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { contentOf, joined, lastSignature, over } from '../forge/places.ts';
import { PAINT } from '../forge/values.ts';
import type { Subject } from '../subject.ts';

/** The second range moved to the end, other objects and another table in the gap (SWA, P10). */
function wrapped({ file }: Subject, evil: string): Uint8Array {
  const { contents, range } = lastSignature(file);
  const [start, end] = contents;
  const moved = over(file, range, `[0 ${start} ${end + evil.length} ${file.length - end}]`);
  return joined(moved.subarray(0, end), evil, moved.subarray(end));
}
const inGap =
  (cut: number, text: string): Attack['build'] =>
  ({ file }) => {
    const { contents } = lastSignature(file);
    return over(file, [contents[1] - cut, contents[1]], `>${text}`);
  };

export const GAP: readonly Attack[] = [
  {
    id: 'gap-moved',
    name: 'the second range moved, objects in the gap',
    cases: ['P10'],
    verdict: 'V2',
    build: (subject) => wrapped(subject, `\n4 0 obj\n${stream(PAINT)}\nendobj\n`),
  },
  {
    id: 'gap-moved-table',
    name: 'the second range moved, objects and a whole update in the gap',
    cases: ['P10'],
    verdict: 'V2',
    build: (subject) => {
      const { file } = subject;
      const update = latin1(
        appended(file, [object(contentOf(file, 0), stream(PAINT))]).subarray(file.length),
      );
      return wrapped(subject, `>>\nendobj\n${update}`);
    },
  },
  {
    id: 'gap-moved-range',
    name: 'the second range moved, a second ByteRange in the gap',
    cases: ['P10'],
    verdict: 'V2',
    build: (subject) => wrapped(subject, ' /ByteRange [0 10 20 30] '),
  },
  {
    id: 'gap-moved-space',
    name: 'the second range moved by a space',
    verdict: 'V2',
    build: (subject) => wrapped(subject, ' '),
  },
  {
    id: 'gap-name',
    name: 'another name smuggled into the gap',
    cases: ['P12'],
    verdict: 'V2',
    build: inGap(41, ' /Name (Governor)'),
  },
  {
    id: 'gap-contact',
    name: 'a contact smuggled into the gap',
    cases: ['P12'],
    verdict: 'V5',
    build: inGap(41, ' /ContactInfo (Governor)'),
  },
  {
    id: 'gap-location',
    name: 'a place smuggled into the gap',
    cases: ['P12'],
    verdict: 'V4',
    build: inGap(41, ' /Location (here)'),
  },
  {
    id: 'gap-cert',
    name: 'a certificate smuggled into the gap',
    verdict: 'V5',
    build: inGap(41, ' /Cert <00>'),
  },
  {
    id: 'gap-spaces',
    name: 'the string shorter, spaces in the gap',
    cases: ['P12'],
    verdict: 'V4',
    build: inGap(41, ''),
  },
  { id: 'gap-comment', name: 'a comment in the gap', verdict: 'V2', build: inGap(41, ' % hidden') },
  { id: 'gap-second', name: 'a second string in the gap', verdict: 'V2', build: inGap(41, ' <00>') },
  { id: 'gap-closed', name: 'the dictionary closed in the gap', verdict: 'V2', build: inGap(41, ' >>') },
];
