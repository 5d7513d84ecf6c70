// Signatures as incremental updates.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFStream } from 'pdf-lib';
import type { Authority } from '../../functions/sign/certificate-authority.ts';
import { addSignatureFields } from '../../functions/sign/signature-fields.ts';
import { verifySignedPdf } from '../../functions/sign/verify.ts';
import { authority, base, FIELDS, pledge, signAll, signAs, stamp } from './sample-documents.ts';

let issuer: Authority;
let unsigned: Uint8Array;
beforeAll(async () => {
  issuer = await authority();
  unsigned = await base();
});

async function signedField(file: Uint8Array, name: string): Promise<PDFDict> {
  const form = (await PDFDocument.load(file)).getForm();
  return form.getField(name).acroField.dict;
}

describe('a signature', () => {
  const orders = FIELDS.flatMap((first) => {
    const [a = '', b = ''] = FIELDS.filter((field) => field !== first);
    return [
      [first, a, b],
      [first, b, a],
    ];
  });
  test.each(orders)('is sound in the order %s, %s, %s', async (...order) => {
    const result = await verifySignedPdf(await signAll(issuer, order), [issuer.certificate]);
    expect(result).toMatchObject({ verdict: 'sound', signatures: order.map((field) => ({ field })) });
  });

  test('leaves every earlier byte as it was', async () => {
    const once = await signAs('county', unsigned, issuer);
    const twice = await signAs('drc', once, issuer);
    expect(Buffer.compare(once.subarray(0, unsigned.length), unsigned)).toBe(0);
    expect(Buffer.compare(twice.subarray(0, once.length), once)).toBe(0);
  });

  test('does not write into the revision it was given', async () => {
    const before = unsigned.slice();
    await signAs('drc', unsigned, issuer);
    expect(Buffer.compare(before, unsigned)).toBe(0);
  });

  test('is refused on a field that is signed already', async () => {
    const once = await signAs('county', unsigned, issuer);
    await expect(signAs('county', once, issuer)).rejects.toThrow('"county" is signed already');
  });

  test('is refused on a field that does not exist', async () => {
    await expect(signAs('province', unsigned, issuer)).rejects.toThrow('no signature field "province"');
  });

  test('is refused on a file that was not made here', async () => {
    const foreign = await PDFDocument.create();
    foreign.addPage();
    await expect(signAs('drc', await foreign.save(), issuer)).rejects.toThrow('V3');
  });

  test('says name, reason and time as they were given', async () => {
    const dictionary = await signedField(await signAs('drc', unsigned, issuer), 'drc');
    const value = dictionary.lookup(PDFName.of('V'), PDFDict);
    expect(value.lookup(PDFName.of('Name'), PDFHexString).decodeText()).toBe('张三');
    expect(value.lookup(PDFName.of('Reason'), PDFHexString).decodeText()).toBe('同意联签 (第一次) \\');
    expect(String(value.get(PDFName.of('M')))).toBe('(D:20260301020000Z)');
    expect(value.has(PDFName.of('Location'))).toBe(false);
  });

  test('shows the appearance with its font, scaled evenly into the box', async () => {
    const wide = { field: 'drc', name: '签名', page: 1, rect: { x: 70, y: 90, width: 300, height: 60 } };
    const file = await signAs('drc', await addSignatureFields(pledge(), [wide]), issuer);
    const appearance = (await signedField(file, 'drc')).lookup(PDFName.of('AP'), PDFDict);
    const form = appearance.lookup(PDFName.of('N'), PDFStream).dict;
    expect(String(form.get(PDFName.of('BBox')))).toBe('[ -75 0 225 60 ]');
    const fonts = form.lookup(PDFName.of('Resources'), PDFDict).lookup(PDFName.of('Font'), PDFDict);
    const [name] = fonts.keys();
    expect(String(fonts.lookup(name as PDFName, PDFDict).get(PDFName.of('BaseFont')))).toContain(
      'FandolFang',
    );
  });

  test('takes an appearance of one page only', async () => {
    const appearance = stamp('一 #pagebreak() 二');
    await expect(signAs('drc', unsigned, issuer, { appearance })).rejects.toThrow('exactly one page');
  });
});
