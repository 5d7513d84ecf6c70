// The verifier against what can be done to a signed file.
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { SigningKey } from '../../functions/ports/signing-key.ts';
import type { Authority } from '../../functions/sign/certificate-authority.ts';
import { lowS } from '../../functions/sign/p256.ts';
import { isName, type PdfDictionary } from '../../functions/sign/pdf-values.ts';
import { writeValue } from '../../functions/sign/pdf-writer.ts';
import { type Revision, readRevisions } from '../../functions/sign/revisions.ts';
import { type Expectation, verifySignedPdf } from '../../functions/sign/verify.ts';
import {
  appended,
  currentValue,
  findObject,
  latin1,
  object,
  otherS,
  replaced,
  respelled,
  signedWithExtra,
  stream,
} from './attacker.ts';
import { authority, base, FIELDS, signAll, signAs, subject } from './sample-documents.ts';

let issuer: Authority;
let unsigned: Uint8Array;
let signed: Uint8Array;
let ends: number[];
beforeAll(async () => {
  issuer = await authority();
  unsigned = await base();
  signed = await signAll(issuer);
  ends = readRevisions(signed).map(({ end }) => end);
});

const verify = (file: Uint8Array, expect?: Expectation) =>
  verifySignedPdf(file, [issuer.certificate], expect);
const ruleOf = async (file: Uint8Array, expect?: Expectation) => {
  const result = await verify(file, expect);
  return result.verdict === 'unsound' ? result.rule : 'sound';
};
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const fieldNumber = (name: string) =>
  findObject(signed, (dictionary) => {
    const title = dictionary.get('T');
    return isName(dictionary.get('FT'), 'Sig') && writeValue(title ?? null) === writeValue(titleOf(name));
  });
const titleOf = (name: string) => ({
  kind: 'string' as const,
  bytes: Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(name, 'utf16le').swap16()]),
  start: 0,
  end: 0,
});
/** A key whose keeper always answers with one of the two values. */
const withS = (key: SigningKey, which: 'low' | 'high'): SigningKey => ({
  publicKey: () => key.publicKey(),
  async sign(message) {
    const low = lowS(await key.sign(message));
    return which === 'low' ? low : otherS(low);
  },
});
const pageNumber = () => findObject(signed, (dictionary) => isName(dictionary.get('Type'), 'Page'));

describe('a file with three signatures', () => {
  test('is sound, and says who signed what and when', async () => {
    const result = await verify(signed, { baseSha256: hash(unsigned), fields: [...FIELDS] });
    expect(result).toEqual({
      verdict: 'sound',
      archived: [],
      base: { length: unsigned.length, sha256: hash(unsigned) },
      signatures: FIELDS.map((field, i) => ({
        field,
        subject,
        serial: expect.stringMatching(/^[0-9a-f]{2,32}$/),
        signedAt: '2026-03-01T02:00:00.000Z',
        revisionLength: ends[i + 1],
        revisionSha256: hash(signed.subarray(0, ends[i + 1])),
      })),
    });
  });

  test('gives the serial number as it was issued', async () => {
    const serial = Uint8Array.of(0xf1, 0, 2);
    const result = await verify(await signAs('drc', unsigned, issuer, { serial }));
    expect(result).toMatchObject({ signatures: [{ serial: 'f10002' }] });
  });

  test('is unsound with any byte flipped', async () => {
    const sound: number[] = [];
    for (let i = 0; i < 250; i++) {
      const at = Math.floor(((i + 0.5) * signed.length) / 250);
      const copy = signed.slice();
      copy[at] = (copy[at] as number) ^ (1 << (i % 8));
      if ((await ruleOf(copy)) === 'sound') sound.push(at);
    }
    expect(sound).toEqual([]);
  });

  test('is unsound with any byte of the last CMS flipped', async () => {
    const start = latin1(signed).lastIndexOf('/Contents <') + '/Contents <'.length;
    const used = latin1(signed.subarray(start, signed.indexOf(0x3e, start))).replace(/0+$/, '').length;
    expect(used).toBeGreaterThan(2000);
    const sound: number[] = [];
    for (let at = start; at < start + used; at += 37) {
      const copy = signed.slice();
      // The bit that turns "a" into "A" and "0" into a control character.
      copy[at] = (copy[at] as number) ^ 0x20;
      if ((await ruleOf(copy)) === 'sound') sound.push(at);
      copy[at] = (signed[at] as number) ^ 1;
      if ((await ruleOf(copy)) === 'sound') sound.push(at);
    }
    expect(sound).toEqual([]);
  });

  test('cut back to an earlier revision is sound with fewer signatures, unsound against the record', async () => {
    const rolledBack = signed.subarray(0, ends[2]);
    expect(await verify(rolledBack)).toMatchObject({ verdict: 'sound', signatures: [{}, {}] });
    expect(await ruleOf(rolledBack, { fields: [...FIELDS] })).toBe('V6');
  });

  test('cut back to the base has nothing to say', async () => {
    expect(await ruleOf(unsigned, { baseSha256: hash(unsigned) })).toBe('V6');
  });

  test('is unsound against the hash of another base', async () => {
    expect(await ruleOf(signed, { baseSha256: hash(signed) })).toBe('V12');
  });
});

describe('under another authority', () => {
  test('of the same name a signature is unsound', async () => {
    expect(await ruleOf(await signAs('drc', unsigned, await authority()))).toBe('V7');
  });

  test('one signature among true ones is unsound', async () => {
    const once = await signAs('county', unsigned, issuer);
    expect(await ruleOf(await signAs('drc', once, await authority()))).toBe('V7');
  });

  test('nothing is sound without a pinned root', async () => {
    expect(await verifySignedPdf(signed, [])).toMatchObject({ rule: 'V7' });
  });

  test('a signature of before or after the certificate is unsound', async () => {
    const early = await signAs('drc', unsigned, issuer, { signedAt: new Date('2024-12-31T23:59:59Z') });
    const late = await signAs('drc', unsigned, issuer, { signedAt: new Date('2045-01-01T00:00:01Z') });
    expect(await ruleOf(early)).toBe('V7');
    expect(await ruleOf(late)).toBe('V7');
  });
});

describe('an update appended to a signed file', () => {
  const cases: [string, string, () => Uint8Array][] = [
    ['bytes after the end', 'V3', () => Buffer.concat([signed, Buffer.from('\n% note\n')])],
    ['one line feed after the end', 'V3', () => Buffer.concat([signed, Buffer.from('\n')])],
    ['a second file', 'V3', () => Buffer.concat([signed, unsigned])],
    ['objects without a table', 'V3', () => Buffer.concat([signed, Buffer.from('4 0 obj\nnull\nendobj\n')])],
    ['no object at all', 'V5', () => appended(signed, [])],
    ['an object nobody refers to', 'V5', () => appended(signed, [object(freeNumber(), '<< >>')])],
    ['other page content', 'V5', () => appended(signed, [object(contentNumber(), stream('BT ET'))])],
    ['a page rotated', 'V5', () => appended(signed, [object(pageNumber(), rotated())])],
    ['a page as it was', 'V5', () => appended(signed, [object(pageNumber(), page())])],
    ['another appearance of a signed field', 'V5', () => withOtherAppearance()],
    ['a signed field without its value', 'V5', () => withoutValue()],
    [
      'another root',
      'V5',
      () => appended(signed, [object(freeNumber(), '<< /Type /Catalog >>')], `${freeNumber()} 0 R`),
    ],
  ];
  const freeNumber = () => (readRevisions(signed).at(-1) as Revision).size;
  const page = () => writeValue(currentValue(signed, pageNumber()));
  const rotated = () =>
    writeValue(new Map([...(currentValue(signed, pageNumber()) as PdfDictionary), ['Rotate', 180]]));
  const contentNumber = () => Number(/\/Contents (\d+) 0 R/.exec(page())?.[1]);
  const signedField = () => new Map(currentValue(signed, fieldNumber('county')) as PdfDictionary);
  const withOtherAppearance = () => {
    const form = `<< /Subtype /Form /BBox [0 0 1 1] /Length 0 >>\nstream\n\nendstream`;
    const field = signedField().set('AP', new Map([['N', { kind: 'reference', number: freeNumber() }]]));
    return appended(signed, [object(fieldNumber('county'), writeValue(field)), object(freeNumber(), form)]);
  };
  const withoutValue = () => {
    const field = signedField();
    field.delete('V');
    return appended(signed, [object(fieldNumber('county'), writeValue(field))]);
  };

  test.each(cases)('with %s is unsound by %s', async (_, rule, attack) => {
    expect(await ruleOf(attack())).toBe(rule);
  });
});

describe('a true signer who does more than sign', () => {
  const attack = (
    ...[extra, edit]: [Parameters<typeof signedWithExtra>[3], Parameters<typeof signedWithExtra>[4]?]
  ) => signedWithExtra(unsigned, fieldNumber('drc'), issuer, extra, edit).then(ruleOf);

  test('would be sound without the extra', async () => {
    expect(await attack(() => [])).toBe('sound');
  });

  test.each<[string, string, (free: number) => ReturnType<typeof object>[]]>([
    ['changes a page', 'V5', () => [object(pageNumber(), '<< /Type /Page >>')]],
    ['adds a sleeping object', 'V5', (free) => [object(free, '<< /Type /Page >>')]],
    ['writes another field as well', 'V5', () => [object(fieldNumber('county'), '<< /FT /Sig >>')]],
    ['leaves a hole in the numbers', 'V3', (free) => [object(free + 1, '<< >>')]],
  ])('and %s is unsound by %s', async (_, rule, extra) => {
    expect(await attack(extra)).toBe(rule);
  });

  test.each<[string, string, (entries: PdfDictionary) => void]>([
    ['moves the box', 'V5', (entries) => entries.set('Rect', [0, 0, 595, 842])],
    ['hides the box', 'V5', (entries) => entries.set('F', 2)],
    [
      'gives the box an action',
      'V5',
      (entries) => entries.set('A', new Map([['S', { kind: 'name', name: 'JavaScript' }]])),
    ],
    [
      'shows an object of the base',
      'V5',
      (entries) => entries.set('AP', new Map([['N', { kind: 'reference', number: 3 }]])),
    ],
    ['gives no value', 'V5', (entries) => entries.delete('V')],
  ])('and %s is unsound by %s', async (_, rule, field) => {
    expect(await attack(() => [], { field: (entries) => void field(entries) })).toBe(rule);
  });

  test.each<[string, string, (text: string) => string]>([
    ['names another format', 'V8', (text) => text.replace('/ETSI.CAdES.detached', '/adbe.pkcs7.detached')],
    ['adds an entry', 'V5', (text) => text.replace('/Reason', '/Reference [] /Reason')],
    ['leaves out the time', 'V5', (text) => text.replace(/\/M \([^)]*\)/, '')],
    ['gives a local time', 'V2', (text) => text.replace(/Z\)/, "+08'00')")],
    ['states the ByteRange twice', 'V2', (text) => text.replace('/M ', '/ByteRange [0 1 2 3] /M ')],
  ])('and %s is unsound by %s', async (_, rule, value) => {
    expect(await attack(() => [], { value })).toBe(rule);
  });

  test('and signs a second time into the same field is unsound', async () => {
    const once = await signAs('drc', unsigned, issuer);
    expect(await ruleOf(await signedWithExtra(once, fieldNumber('drc'), issuer, () => []))).toBe('V5');
  });
});

describe('the gap of a signature', () => {
  test('that holds more than the string is unsound', async () => {
    const end = latin1(signed).lastIndexOf('00> /M');
    expect(await ruleOf(replaced(signed, '00> /M', '>   /M', end))).toBe('V4');
  });

  test('that hides an entry behind a shortened string is unsound', async () => {
    const hidden = '> /Cert (x) /Location (';
    const end = latin1(signed).lastIndexOf(') /Name') - 1;
    const from = latin1(signed).lastIndexOf('0'.repeat(hidden.length + 8), end);
    expect(['V2', 'V4', 'V5']).toContain(
      await ruleOf(replaced(signed, '0'.repeat(hidden.length), hidden, from)),
    );
  });

  test('that carries octets after the CMS is unsound', async () => {
    const at = latin1(signed).lastIndexOf('00> /M');
    expect(await ruleOf(replaced(signed, '00> /M', '01> /M', at))).toBe('V1');
  });

  test('with a CMS of another file is unsound', async () => {
    const other = await signAs('drc', await signAs('county', unsigned, issuer), issuer);
    const contents = (file: Uint8Array) => /\/Contents <[0-9a-f]{16000,}>/.exec(latin1(file))?.[0] ?? '';
    expect(contents(other)).toHaveLength(contents(signed).length);
    expect(await ruleOf(replaced(signed, contents(signed), contents(other)))).toBe('V1');
  });
});

describe('what nobody signs in a CMS has one spelling', () => {
  test('as it was made it is sound', async () => {
    expect(await respelled(signed, issuer, {})).toEqual(signed);
  });

  test('n - s in place of s is unsound', async () => {
    expect(await ruleOf(await respelled(signed, issuer, { signature: otherS }))).toBe('V1');
  });

  test.each<[string, () => Uint8Array[]]>([
    ['without the root', () => []],
    ['with the root twice', () => [issuer.certificate, issuer.certificate]],
  ])('%s it is unsound', async (_, chain) => {
    expect(await ruleOf(await respelled(signed, issuer, { chain: chain() }))).toBe('V7');
  });

  test('whichever s a key gives, the lower one is written', async () => {
    const high = await signAs('drc', unsigned, { ...issuer, key: withS(issuer.key, 'high') });
    const low = await signAs('drc', unsigned, { ...issuer, key: withS(issuer.key, 'low') });
    expect([await ruleOf(high), await ruleOf(low)]).toEqual(['sound', 'sound']);
  });
});

describe('a hostile file', () => {
  test.each<[string, () => Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['noise', () => Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)],
    ['a file without a header', () => signed.subarray(9)],
    ['a table that leads to itself', () => loop()],
    ['a file above the limit', () => new Uint8Array(33 * 1024 * 1024)],
    [
      'a table that says it is very long',
      () => Buffer.from('%PDF-1.7\nxref\n0 9999999\nstartxref\n9\n%%EOF\n'),
    ],
  ])('%s gets a verdict and no error', async (_, make) => {
    expect(await verify(make())).toMatchObject({ verdict: 'unsound', detail: expect.any(String) });
  });

  const loop = () => {
    const last = readRevisions(signed).at(-1) as Revision;
    const own = String(last.xref);
    const prev = writeValue(last.trailer.get('Prev') ?? 0);
    return replaced(signed, `/Prev ${prev}`, `/Prev ${own}`.slice(0, `/Prev ${prev}`.length), last.xref);
  };

  test('does not excuse a wrong anchor', async () => {
    await expect(verifySignedPdf(signed, [Uint8Array.of(1, 2, 3)])).rejects.toThrow('not a certificate');
  });
});
