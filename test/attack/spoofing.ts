// Universal signature forgery: the signature's own entries are broken, in the hope that a reader skips the check.
import { fromHex } from '../../functions/sign/bytes.ts';
import { latin1 } from '../sign/attacker.ts';
import { type Attack, type AttackGroup, bytes, lastSignature, over, rows } from './attack.ts';
import { printedPledge, type Subject, signedBy } from './subject.ts';

type Verdict = Attack['verdict'];
type Row = [string, string, Verdict, Attack['build']];

const contents =
  (text: string | ((hex: string) => string)): Attack['build'] =>
  ({ file }) => {
    const place = lastSignature(file).contents;
    return over(file, place, typeof text === 'string' ? text : text(latin1(file.subarray(...place))));
  };
const range =
  (text: string | ((numbers: number[]) => string)): Attack['build'] =>
  ({ file }) => {
    const place = lastSignature(file).range;
    const numbers = latin1(file.subarray(place[0] + 1, place[1] - 1))
      .trim()
      .split(/\s+/)
      .map(Number);
    return over(file, place, typeof text === 'string' ? text : text(numbers));
  };
/** The key as well as the value. */
const without =
  (entry: 'contents' | 'range'): Attack['build'] =>
  ({ file }) => {
    const [start, end] = lastSignature(file)[entry];
    return over(file, [start - (entry === 'range' ? '/ByteRange ' : '/Contents ').length, end], '');
  };
const renamed =
  (from: string, to: string): Attack['build'] =>
  ({ file }) => {
    const at = latin1(file).lastIndexOf(from);
    return over(file, [at, at + from.length], to);
  };
const zeros = (hex: string) => `<${'0'.repeat(hex.length - 2)}>`;

const CONTENTS: Row[] = [
  ['removed', 'Contents removed', 'V2', without('contents')],
  ['renamed', 'Contents under another name', 'V5', renamed('/Contents <', '/Kontents <')],
  ['null', 'Contents is null', 'V2', contents('null')],
  ['empty', 'Contents is an empty string', 'V4', contents('<>')],
  ['00', 'Contents is one zero octet', 'V4', contents('<00>')],
  ['name', 'Contents is a name', 'V2', contents('/Signature')],
  ['number', 'Contents is a number', 'V2', contents('0')],
  ['array', 'Contents is an array', 'V2', contents('[<00>]')],
  ['reference', 'Contents is in another object', 'V2', contents('1 0 R')],
  ['literal', 'Contents is a literal string', 'V1', contents((hex) => `(${hex.slice(1, -1)})`)],
  [
    'literal-short',
    'Contents is a literal string of the same octets, shorter than its gap',
    'V4',
    literalOctets(),
  ],
  ['asn1empty', 'Contents is an empty SEQUENCE', 'V4', contents('<3000>')],
  [
    'asn1empty-padded',
    'Contents is an empty SEQUENCE and zeros',
    'V1',
    contents((hex) => `<3000${zeros(hex).slice(5)}`),
  ],
  ['zeros', 'Contents is all zeros', 'V1', contents(zeros)],
  ['ff', 'Contents is all ff', 'V1', contents((hex) => `<${'f'.repeat(hex.length - 2)}>`)],
  ['odd', 'Contents has an odd count of digits', 'V2', contents((hex) => `${hex.slice(0, -2)}> `)],
  ['space', 'Contents has a space among its digits', 'V2', contents((hex) => `${hex.slice(0, -3)} 0>`)],
  ['upper', 'Contents in upper case', 'V4', contents((hex) => hex.toUpperCase())],
  ['shorter', 'Contents two digits shorter than its gap', 'V4', contents((hex) => `${hex.slice(0, -3)}>`)],
  [
    'half',
    'the CMS cut in half',
    'V1',
    contents((hex) => `${hex.slice(0, 1601)}${'0'.repeat(hex.length - 1602)}>`),
  ],
  ['padding', 'the last octet of padding is not zero', 'V1', contents((hex) => `${hex.slice(0, -2)}1>`)],
  [
    'indefinite',
    'the CMS in indefinite length (BER)',
    'V1',
    contents((hex) => `<3080${hex.slice(9, -1)}0000>`),
  ],
  [
    'twice',
    'Contents stands twice',
    'V2',
    contents((hex) => `${hex.slice(0, -16)}>/Contents<00>`.padEnd(hex.length)),
  ],
  ['transplanted', 'the CMS of another pledge (P16)', 'V1', transplanted],
  ['own-earlier', "the CMS of the base's first signer over again", 'V1', ownEarlier],
];

const RANGE: Row[] = [
  ['removed', 'ByteRange removed', 'V2', without('range')],
  ['renamed', 'ByteRange under another name', 'V5', renamed('/ByteRange [', '/BiteRange [')],
  ['null', 'ByteRange is null', 'V2', range('null')],
  ['empty', 'ByteRange is empty', 'V2', range('[]')],
  ['zero', 'ByteRange is four zeros', 'V2', range('[0 0 0 0]')],
  ['negative', 'ByteRange is negative', 'V2', range(([, a, b]) => `[0 ${a} ${b} -1]`)],
  ['two', 'ByteRange has two numbers', 'V2', range(([, a]) => `[0 ${a}]`)],
  ['six', 'ByteRange has six numbers', 'V2', range(() => '[0 9 10 1 12 1]')],
  ['overlap', 'ByteRange overlaps itself', 'V2', range(([, a, , c]) => `[0 ${a} 9 ${c}]`)],
  ['whole', 'ByteRange covers the gap as well', 'V2', range(([, , b, c]) => `[0 ${b} ${b} ${c}]`)],
  ['real', 'ByteRange has a fraction', 'V2', range(([, a, b, c]) => `[0 ${a}.5 ${b} ${c}]`)],
  [
    'real-whole',
    'ByteRange has a point behind a number',
    'V1',
    range(([, a, b, c]) => `[0 ${a}. ${b} ${c}]`),
  ],
  ['first', 'ByteRange begins at byte 1', 'V2', range(([, a, b, c]) => `[1 ${a! - 1} ${b} ${c}]`)],
  [
    'short',
    'ByteRange ends 7 bytes before the file',
    'V3',
    range(([, a, b, c]) => `[0 ${a} ${b} ${c! - 7}]`),
  ],
  ['beyond', 'ByteRange ends behind the file', 'V3', range(([, a, b, c]) => `[0 ${a} ${b} ${c! + 7}]`)],
  ['huge', 'ByteRange overflows 64 bits', 'V3', range(([, a, b]) => `[0 ${a} ${b} 9999999999999999]`)],
  ['string', 'ByteRange is a string', 'V2', range('(0 1 2 3)')],
  ['names', 'ByteRange holds names', 'V2', range('[/a /b /c /d]')],
  ['nested', 'ByteRange is an array in an array', 'V2', range(([, a, b]) => `[[0 ${a}] [${b} 9]]`)],
  ['reference', 'ByteRange is in another object', 'V2', range('1 0 R')],
  ['swapped', 'the two ranges change places', 'V2', range(([, a, b, c]) => `[${b} ${c} 0 ${a}]`)],
  ['earlier', 'ByteRange is that of the signature before', 'V3', earlierRange],
];

function literalOctets(): Attack['build'] {
  return contents((hex) => {
    const octets = [...fromHex(hex.slice(1, -1))].map((octet) =>
      octet === 0x28 || octet === 0x29 || octet === 0x5c
        ? `\\${String.fromCharCode(octet)}`
        : String.fromCharCode(octet),
    );
    return `(${octets.join('')})`;
  });
}

const others = new WeakMap<Subject['issuer'], Promise<Uint8Array>>();
/** A true signature of the same authority, on a pledge of another town. */
async function transplanted({ file, issuer, roles }: Subject): Promise<Uint8Array> {
  const make = async () => signedBy(roles[0]!, await printedPledge('龙羊峡水镇'), issuer);
  const other = await (others.get(issuer) ?? others.set(issuer, make()).get(issuer)!);
  return over(file, lastSignature(file).contents, latin1(other.subarray(...lastSignature(other).contents)));
}

async function ownEarlier({ file, base, issuer, roles, signatures }: Subject): Promise<Uint8Array> {
  // With one signature there is no earlier one: the same party signed the same base twice.
  const other = signatures > 1 ? file.subarray(0, file.length - 1) : await signedBy(roles[0]!, base, issuer);
  const start = latin1(other).indexOf('/Contents <') + '/Contents '.length;
  const hex = latin1(other.subarray(start, other.indexOf(0x3e, start) + 1));
  return over(file, lastSignature(file).contents, hex);
}

function earlierRange({ file, ends, signatures }: Subject): Uint8Array {
  const before = signatures > 1 ? file.subarray(0, ends[signatures - 1]) : undefined;
  const numbers = before
    ? latin1(before.subarray(...lastSignature(before).range))
    : `[0 ${ends[0]! - 9} ${ends[0]! - 7} 7]`;
  return over(file, lastSignature(file).range, numbers);
}

const BYTES: Row[] = [
  [
    'page',
    'one byte of a page flipped (P1)',
    'V1',
    ({ file }) => flipped(file, latin1(file).indexOf('\nstream\n') + 40),
  ],
  [
    'stamp',
    "one byte of the last signer's appearance flipped",
    'V1',
    ({ file }) => flipped(file, latin1(file).lastIndexOf('\nendstream') - 20),
  ],
  [
    'reason',
    'the reason reads otherwise',
    'V1',
    ({ file }) => {
      const at = latin1(file).lastIndexOf('/Reason <feff') + '/Reason <feff'.length;
      return over(file, [at, at + 4], '4e0d');
    },
  ],
  [
    'time',
    'the stated time is another',
    'V1',
    ({ file }) => {
      const at = latin1(file).lastIndexOf('/M (D:2026') + '/M (D:'.length;
      return over(file, [at, at + 4], '2025');
    },
  ],
  [
    'location',
    'a place is stated that was not',
    'V2',
    ({ file }) => {
      const at = latin1(file).lastIndexOf('/ByteRange [');
      const {
        contents: [start],
      } = lastSignature(file);
      return over(
        file,
        [at, start],
        `/Location (here) ${latin1(file.subarray(at, start)).replace(/ +\]/, ']').trim()}`.slice(
          0,
          start - at,
        ),
      );
    },
  ],
  [
    'title',
    'the title in the metadata reads otherwise',
    'V1',
    ({ file }) => {
      const at = latin1(file).indexOf('<dc:title>') + 60;
      return flipped(file, at);
    },
  ],
  [
    'id',
    "the file's identifier is another",
    'V1',
    ({ file }) => flipped(file, latin1(file).lastIndexOf('>]') - 3, '7'),
  ],
];

function flipped(file: Uint8Array, at: number, to?: string): Uint8Array {
  const copy = file.slice();
  copy[at] = to ? bytes(copy[at] === to.charCodeAt(0) ? '8' : to)[0]! : copy[at]! ^ 1;
  return copy;
}

export const SPOOFING: AttackGroup = {
  title: 'The signature dictionary broken (USF)',
  attacks: [...rows('contents', CONTENTS), ...rows('range', RANGE), ...rows('byte', BYTES)],
};
