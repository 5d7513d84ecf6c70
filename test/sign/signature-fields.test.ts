// The base revision.
import { describe, expect, test } from '@jest/globals';
import { PDFDocument, PDFName, type PDFObject, PDFString } from 'pdf-lib';
import { readRevisions } from '../../functions/sign/revisions.ts';
import { addSignatureFields } from '../../functions/sign/signature-fields.ts';
import { boxes, pledge, typeset } from './sample-documents.ts';

type Entry = string | number | PDFObject | Entry[] | Entries;
interface Entries {
  [key: string]: Entry;
}

const pdf = pledge();
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('the base revision', () => {
  test('is the same bytes for the same input', async () => {
    const [first, second] = await Promise.all([
      addSignatureFields(pdf, boxes),
      addSignatureFields(pdf, boxes),
    ]);
    expect(Buffer.compare(first, second)).toBe(0);
  });

  test('is one revision that ends with a line feed and has a table without holes', async () => {
    const base = await addSignatureFields(pdf, boxes);
    expect(readRevisions(base)).toHaveLength(1);
    const [, count] = /\nxref\n0 (\d+)\n/.exec(text(base)) ?? [];
    expect(text(base)).toContain(`/Size ${count} `);
    expect(text(base).endsWith('%%EOF\n')).toBe(true);
  });

  test('has no hole when the source keeps its objects in object streams', async () => {
    const source = await PDFDocument.create();
    source.addPage([595, 842]);
    source.addPage([595, 842]);
    const base = await addSignatureFields(await source.save({ useObjectStreams: true }), boxes);
    expect(text(base).match(/\nxref\n0 \d+\n/g)).toHaveLength(1);
    expect(text(base)).not.toContain('/ObjStm');
    expect(readRevisions(base)).toHaveLength(1);
  });

  test('keeps PDF/A metadata, output intent, tags and identifier', async () => {
    const base = await addSignatureFields(pdf, boxes);
    const { catalog, context } = await PDFDocument.load(base, { updateMetadata: false });
    for (const key of ['Metadata', 'OutputIntents', 'StructTreeRoot', 'MarkInfo']) {
      expect(catalog.has(PDFName.of(key))).toBe(true);
    }
    expect(text(base)).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    const source = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(String(context.trailerInfo.ID)).toBe(String(source.context.trailerInfo.ID));
    expect(String(context.lookup(context.trailerInfo.Info))).toBe(
      String(source.context.lookup(source.context.trailerInfo.Info)),
    );
  });

  test('holds one visible, printed, empty field for each box, on its page', async () => {
    const base = await addSignatureFields(pdf, boxes);
    const document = await PDFDocument.load(base);
    const fields = document.getForm().getFields();
    expect(fields.map((field) => field.getName())).toEqual(['drc', 'county', 'enterprise']);
    const [first] = fields[0]?.acroField.getWidgets() ?? [];
    expect(first?.getRectangle()).toEqual({ x: 70, y: 90, width: 150, height: 60 });
    expect(first?.dict.get(PDFName.of('F'))?.toString()).toBe('132');
    expect(first?.P()).toBe(document.getPage(1).ref);
    expect(document.getPage(1).node.Annots()?.size()).toBe(3);
  });

  test('leaves behind what nothing in the document leads to', async () => {
    const source = await PDFDocument.load(pdf);
    source.context.register(source.context.obj({ Sleeper: 'here' }));
    const base = await addSignatureFields(await source.save({ useObjectStreams: false }), boxes);
    expect(text(base)).not.toContain('Sleeper');
  });
});

describe('a base is refused', () => {
  const box = { field: 'a', name: '甲的电子签名', page: 0, rect: { x: 10, y: 10, width: 100, height: 50 } };
  test.each([
    ['without a box', [], 'no signature box'],
    ['with a page that does not exist', [{ ...box, page: 2 }], 'has no page 2'],
    ['with a box off the page', [{ ...box, rect: { ...box.rect, x: 550 } }], 'leaves the page'],
    ['with an empty box', [{ ...box, rect: { ...box.rect, width: 0 } }], 'leaves the page'],
    ['with one name twice', [box, { ...box, page: 1 }], 'occurs twice'],
    ['with boxes that overlap', [box, { ...box, field: 'b' }], 'overlap'],
    ['with a full stop in a name', [{ ...box, field: 'a.b' }], 'not a field name'],
  ])('%s', async (_, wrong, message) => {
    await expect(addSignatureFields(pdf, wrong)).rejects.toThrow(message);
  });

  test('with a script', async () => {
    const source = await PDFDocument.load(typeset('x'));
    source.addJavaScript('main', 'app.alert(1)');
    await expect(addSignatureFields(await source.save(), [box])).rejects.toThrow('V9');
  });

  test('with an attachment', async () => {
    const source = await PDFDocument.load(typeset('x'));
    await source.attach(Uint8Array.of(1, 2, 3), 'a.bin');
    await expect(addSignatureFields(await source.save(), [box])).rejects.toThrow('V9');
  });

  // /Type is optional in both (ISO 32000-1 12.5.2, 12.6.2).
  describe('for what acts, though it does not say its /Type', () => {
    type Place = (document: PDFDocument) => void;
    const inCatalog = (entry: string, value: Entries): Place => {
      return ({ catalog, context }) => catalog.set(PDFName.of(entry), context.obj(value));
    };
    const onPage = (...annotations: Entries[]): Place => {
      return (document) => {
        const { context } = document;
        const references = annotations.map((one) => context.register(context.obj(one)));
        // The array is an object of its own as well.
        document.getPage(0).node.set(PDFName.of('Annots'), context.register(context.obj(references)));
      };
    };
    const Rect = [0, 0, 9, 9];
    const kinds = [
      'GoTo',
      'GoToR',
      'GoToE',
      'Launch',
      'URI',
      'Named',
      'Hide',
      'SubmitForm',
      'ResetForm',
      'ImportData',
      'JavaScript',
      'Rendition',
      'Sound',
      'Movie',
      'SetOCGState',
    ];
    const places: [string, Place][] = [
      ...kinds.map((S): [string, Place] => [
        `an action /${S} of a field`,
        onPage({ Subtype: 'Widget', Rect, A: { S } }),
      ]),
      ...kinds.map((S): [string, Place] => [
        `an action /${S} anywhere`,
        inCatalog('Extra', { Inner: { S } }),
      ]),
      ['an action of an unknown kind', inCatalog('Extra', { A: { S: 'Surprise' } })],
      ['an /OpenAction', inCatalog('OpenAction', { S: 'Surprise' })],
      ['an /AA', onPage({ Subtype: 'Widget', Rect, AA: { E: { S: 'Surprise' } } })],
      ['a /URI of the catalog', inCatalog('URI', { Base: PDFString.of('https://example.test') })],
      ['a link', onPage({ Subtype: 'Link', Rect })],
      ['a file attachment', onPage({ Subtype: 'FileAttachment', Rect })],
      ['a screen', onPage({ Subtype: 'Screen', Rect })],
      ['an annotation without a kind', onPage({ Rect })],
      ['an annotation without a place', onPage({ Subtype: 'Stamp' })],
      ['an annotation that hangs on no page', inCatalog('Extra', { Subtype: 'Text', Rect })],
      [
        'a kind that stands elsewhere',
        (document) => {
          const S = document.context.register(PDFName.of('Launch'));
          inCatalog('Extra', { S })(document);
        },
      ],
    ];

    test.each(places)('%s', async (_, place) => {
      const source = await PDFDocument.create();
      source.addPage([595, 842]);
      place(source);
      const bytes = await source.save({ useObjectStreams: false });
      await expect(addSignatureFields(bytes, [box])).rejects.toThrow('V9');
    });

    test('not for attributes of the structure, which hang on /A too', async () => {
      const source = await PDFDocument.create();
      source.addPage([595, 842]);
      inCatalog('Extra', { S: 'Table', A: [{ O: 'Table', Summary: PDFString.of('x') }, 0] })(source);
      const bytes = await source.save({ useObjectStreams: false });
      expect(readRevisions(await addSignatureFields(bytes, [box]))).toHaveLength(1);
    });
  });

  test('with a link', async () => {
    const linked = typeset('#link("https://example.test")[x]');
    await expect(addSignatureFields(linked, [box])).rejects.toThrow('V9');
  });

  test('with a form', async () => {
    const once = await addSignatureFields(pdf, [box]);
    await expect(addSignatureFields(once, [{ ...box, page: 1, field: 'b' }])).rejects.toThrow('form already');
  });
});
