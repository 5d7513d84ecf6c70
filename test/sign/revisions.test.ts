// Files as lists of revisions.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type WrittenObject, writeRevision } from '../../functions/sign/pdf-writer.ts';
import { objectsAfter, readRevisions } from '../../functions/sign/revisions.ts';
import { latin1, object, replaced } from './attacker.ts';
import { base } from './sample-documents.ts';

let file: Uint8Array;
beforeAll(async () => {
  file = await base();
});

const header = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');
const written = (objects: WrittenObject[], size: number, trailer = '/Root 1 0 R') =>
  writeRevision(header, objects, size, trailer).file;

describe('a file', () => {
  test('is the revisions that were written, with the newest form of each object', () => {
    const first = written([object(1, '<< /A 1 >>'), object(2, 'null')], 3);
    const xref = latin1(first).indexOf('xref\n');
    const second = writeRevision(first, [object(1, '<< /A 2 >>'), object(3, '[]')], 4, `/Prev ${xref}`).file;
    const revisions = readRevisions(second);
    expect(revisions.map(({ start, end, size }) => [start, end, size])).toEqual([
      [header.length, first.length, 3],
      [first.length, second.length, 4],
    ]);
    expect(objectsAfter(revisions)).toEqual(
      new Map([
        [1, new Map([['A', 2]])],
        [2, null],
        [3, []],
      ] as never),
    );
  });

  test.each<[string, string, () => Uint8Array]>([
    [
      'whose table points beside an object',
      'V3',
      () => replaced(file, '0000000015 00000 n', '0000000016 00000 n'),
    ],
    ['with a free entry', 'V3', () => replaced(file, '00000 n \n', '00000 f \n')],
    ['with another generation', 'V3', () => replaced(file, '00000 n \n', '00001 n \n')],
    ['with bytes between objects', 'V2', () => replaced(file, 'endobj\n2 0 obj\n', 'endobj \n2 0 obj', 0)],
    ['with a hole in its numbers', 'V3', () => written([object(1, 'null'), object(3, 'null')], 4)],
    ['with an object beyond its size', 'V3', () => written([object(1, 'null'), object(2, 'null')], 2)],
    ['with a size beyond its objects', 'V3', () => written([object(1, 'null'), object(2, 'null')], 4)],
    ['whose /Prev leads forward', 'V3', () => written([object(1, 'null')], 2, '/Prev 99999')],
    ['whose /Prev leads nowhere', 'V2', () => written([object(1, 'null')], 2, '/Prev 3')],
    ['without its last line feed', 'V3', () => file.subarray(0, -1)],
    ['with another header', 'V2', () => replaced(file, '%PDF-1.7', '%PDF-2.0')],
    ['that is no PDF', 'V3', () => new TextEncoder().encode('hello')],
  ])('%s is refused by %s', (_, rule, make) => {
    expect(() => readRevisions(make())).toThrow(`${rule}: `);
  });

  test('of too many revisions is refused', () => {
    let many = written([object(1, 'null')], 2);
    for (let i = 0; i < 16; i++) {
      const xref = latin1(many).lastIndexOf('\nxref\n') + 1;
      many = writeRevision(many, [object(1, 'null')], 2, `/Prev ${xref}`).file;
    }
    expect(() => readRevisions(many)).toThrow('V11: more than 16 revisions');
  });
});
