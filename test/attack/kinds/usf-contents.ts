// Universal signature forgery: Contents is broken, in the hope that a reader skips the check.
import { fromHex } from '../../../functions/sign/bytes.ts';
import { latin1 } from '../../sign/attacker.ts';
import type { Attack } from '../attack.ts';
import { contents, renamed, without } from '../forge/last-signature.ts';
import { lastSignature, over } from '../forge/places.ts';
import { printedPledge, type Subject, signedBy } from '../subject.ts';

const zeros = (hex: string) => `<${'0'.repeat(hex.length - 2)}>`;

export const CONTENTS: readonly Attack[] = [
  {
    id: 'contents-removed',
    name: 'Contents removed',
    cases: ['P2'],
    verdict: 'V2',
    build: without('contents'),
  },
  {
    id: 'contents-renamed',
    name: 'Contents under another name',
    verdict: 'V5',
    build: renamed('/Contents <', '/Kontents <'),
  },
  { id: 'contents-null', name: 'Contents is null', cases: ['P2'], verdict: 'V2', build: contents('null') },
  {
    id: 'contents-empty',
    name: 'Contents is an empty string',
    cases: ['P2'],
    verdict: 'V4',
    build: contents('<>'),
  },
  {
    id: 'contents-00',
    name: 'Contents is one zero octet',
    cases: ['P2'],
    verdict: 'V4',
    build: contents('<00>'),
  },
  {
    id: 'contents-name',
    name: 'Contents is a name',
    cases: ['P2'],
    verdict: 'V2',
    build: contents('/Signature'),
  },
  { id: 'contents-number', name: 'Contents is a number', verdict: 'V2', build: contents('0') },
  { id: 'contents-array', name: 'Contents is an array', verdict: 'V2', build: contents('[<00>]') },
  {
    id: 'contents-reference',
    name: 'Contents is in another object',
    verdict: 'V2',
    build: contents('1 0 R'),
  },
  {
    id: 'contents-literal',
    name: 'Contents is a literal string',
    verdict: 'V1',
    build: contents((hex) => `(${hex.slice(1, -1)})`),
  },
  {
    id: 'contents-literal-short',
    name: 'Contents is a literal string of the same octets, shorter than its gap',
    verdict: 'V4',
    build: literalOctets(),
  },
  {
    id: 'contents-asn1empty',
    name: 'Contents is an empty SEQUENCE',
    cases: ['P2'],
    verdict: 'V4',
    build: contents('<3000>'),
  },
  {
    id: 'contents-asn1empty-padded',
    name: 'Contents is an empty SEQUENCE and zeros',
    verdict: 'V1',
    build: contents((hex) => `<3000${zeros(hex).slice(5)}`),
  },
  { id: 'contents-zeros', name: 'Contents is all zeros', verdict: 'V1', build: contents(zeros) },
  {
    id: 'contents-ff',
    name: 'Contents is all ff',
    verdict: 'V1',
    build: contents((hex) => `<${'f'.repeat(hex.length - 2)}>`),
  },
  {
    id: 'contents-odd',
    name: 'Contents has an odd count of digits',
    verdict: 'V2',
    build: contents((hex) => `${hex.slice(0, -2)}> `),
  },
  {
    id: 'contents-space',
    name: 'Contents has a space among its digits',
    verdict: 'V2',
    build: contents((hex) => `${hex.slice(0, -3)} 0>`),
  },
  {
    id: 'contents-upper',
    name: 'Contents in upper case',
    verdict: 'V4',
    build: contents((hex) => hex.toUpperCase()),
  },
  {
    id: 'contents-shorter',
    name: 'Contents two digits shorter than its gap',
    verdict: 'V4',
    build: contents((hex) => `${hex.slice(0, -3)}>`),
  },
  {
    id: 'contents-half',
    name: 'the CMS cut in half',
    verdict: 'V1',
    build: contents((hex) => `${hex.slice(0, 1601)}${'0'.repeat(hex.length - 1602)}>`),
  },
  {
    id: 'contents-padding',
    name: 'the last octet of padding is not zero',
    verdict: 'V1',
    build: contents((hex) => `${hex.slice(0, -2)}1>`),
  },
  {
    id: 'contents-indefinite',
    name: 'the CMS in indefinite length (BER)',
    verdict: 'V1',
    build: contents((hex) => `<3080${hex.slice(9, -1)}0000>`),
  },
  {
    id: 'contents-twice',
    name: 'Contents stands twice',
    verdict: 'V2',
    build: contents((hex) => `${hex.slice(0, -16)}>/Contents<00>`.padEnd(hex.length)),
  },
  {
    id: 'contents-transplanted',
    name: 'the CMS of another pledge',
    cases: ['P16'],
    verdict: 'V1',
    build: transplanted,
  },
  {
    id: 'contents-own-earlier',
    name: "the CMS of the base's first signer over again",
    verdict: 'V1',
    build: ownEarlier,
  },
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
