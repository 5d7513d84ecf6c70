// The base revision: the document as it is issued, with one empty signature field for each party.
import { PDFArray, PDFDocument, PDFHexString, PDFName, type PDFPage, PDFRef } from 'pdf-lib';
import { claimAccessibility } from './accessibility-claim.ts';
import { type AttachedFile, attachFiles } from './attach-files.ts';
import { checkBase } from './base-rules.ts';
import { ascii, concatenate, sha256, toHex } from './bytes.ts';
import { finishTags } from './finish-tags.ts';
import { writeRevision } from './pdf-writer.ts';
import { renumberedObjects } from './renumbered-objects.ts';
import { readRevisions } from './revisions.ts';
import { nestField, structureOf } from './structure-tree.ts';

export interface SignatureBox {
  /** Unique in the document, without a full stop (ISO 32000-1 12.7.3.2). */
  field: string;
  /** What a person is told that the field is, in the document's language (/TU, 12.7.3.1). */
  name: string;
  /** Counted from 0. */
  page: number;
  /** Points, PDF coordinates: the origin is the lower left corner of the page. */
  rect: { x: number; y: number; width: number; height: number };
}

/** Print and Locked (12.5.3): PDF/A-2 wants Print set and Hidden, Invisible, NoView clear (ISO 19005-2 6.3.2). */
const WIDGET_FLAGS = 4 | 128;
/** SignaturesExist and AppendOnly (12.7.2, table 219): a reader must save incrementally from now on. */
const SIG_FLAGS = 1 | 2;

/**
 * Adds one empty, visible signature field for each box and freezes the document: one cross-reference table
 * without holes, no unreachable object, a line feed at the end. The same input gives the same bytes. The output
 * intent is kept as it is; a structure tree is completed and gets the fields, and metadata that claim PDF/A level A
 * then claim PDF/UA-1 as well. `files` are for a report of evidence alone.
 * Throws RangeError for boxes that overlap, leave their page or share a name, and Unsound (V9) for a document
 * that has actions (links are such), attachments, layers or a form already, and for `files` in any other document.
 */
export async function addSignatureFields(
  pdf: Uint8Array,
  boxes: SignatureBox[],
  files: readonly AttachedFile[] = [],
): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true });
  const { context, catalog } = document;
  checkBoxes(boxes, document.getPages());
  if (catalog.has(PDFName.of('AcroForm'))) throw new RangeError('the document has a form already');
  const fields = boxes.map((box) => addField(document, { ...box, rect: rounded(box.rect) }));
  const form = context.obj({ Fields: fields, SigFlags: SIG_FLAGS });
  catalog.set(PDFName.of('AcroForm'), context.register(form));
  tagFields(document, boxes, fields);
  attachFiles(document, files);

  const { Root, Info, ID } = context.trailerInfo;
  if (!(Root instanceof PDFRef)) throw new RangeError('the document has no catalog');
  const roots = Info instanceof PDFRef ? [Root, Info] : [Root];
  const objects = renumberedObjects(context, roots, 1);
  // 14.4: a document with an identifier keeps it; one without gets it from its bytes, not from the clock.
  const first = ID instanceof PDFArray ? ID.get(0).toString() : `<${toHex(await sha256(pdf)).slice(0, 32)}>`;
  const info = roots.length > 1 ? '/Info 2 0 R ' : '';
  const trailer = `/Root 1 0 R ${info}/ID [${first} ${first}]`;
  const { file } = writeRevision(header(document), objects, objects.length + 1, trailer);
  checkBase(readRevisions(file)[0]);
  return file;
}

/** To a hundredth of a point, so that whoever writes the field again writes the same rectangle. */
function rounded({ x, y, width, height }: SignatureBox['rect']): SignatureBox['rect'] {
  const [left, bottom, right, top] = [x, y, x + width, y + height].map((value) =>
    Math.round(value * 100),
  ) as [number, number, number, number];
  return { x: left / 100, y: bottom / 100, width: (right - left) / 100, height: (top - bottom) / 100 };
}

/** Of two numbers of hundredths, without what binary fractions add. */
const sum = (a: number, b: number): number => Math.round((a + b) * 100) / 100;

/** 12.7.4.5 and 12.5.6.19: field and widget in one dictionary. */
function addField(document: PDFDocument, { field, name, page, rect }: SignatureBox): PDFRef {
  const { context } = document;
  const { node, ref } = document.getPage(page);
  // ISO 19005-2 6.3.3: every widget has a normal appearance; until it is signed it shows nothing.
  const placeholder = context.stream('', {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, rect.width, rect.height],
    Resources: {},
  });
  const widget = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: PDFHexString.fromText(field),
    TU: PDFHexString.fromText(name),
    Rect: [rect.x, rect.y, sum(rect.x, rect.width), sum(rect.y, rect.height)],
    F: WIDGET_FLAGS,
    P: ref,
    AP: { N: context.register(placeholder) },
  });
  const widgetRef = context.register(widget);
  const annotations = node.lookupMaybe(PDFName.of('Annots'), PDFArray);
  node.set(PDFName.of('Annots'), context.obj([...(annotations?.asArray() ?? []), widgetRef]));
  // ISO 14289-1 7.18.3: the tabulator follows the tags.
  node.set(PDFName.of('Tabs'), PDFName.of('S'));
  return widgetRef;
}

/** What is signed later is a value and an appearance: all that the tags say of the fields is said here. */
function tagFields(document: PDFDocument, boxes: readonly SignatureBox[], fields: readonly PDFRef[]): void {
  const tree = structureOf(document);
  if (!tree) return;
  boxes.forEach(({ name, page }, i) => {
    nestField(tree, { name, widget: fields[i] as PDFRef, page: document.getPage(page).ref });
  });
  finishTags(tree);
  claimAccessibility(document);
}

function checkBoxes(boxes: readonly SignatureBox[], pages: readonly PDFPage[]): void {
  if (boxes.length === 0) throw new RangeError('no signature box');
  boxes.forEach((box, i) => {
    const { field, name, page, rect } = box;
    if (name.trim() === '') throw new RangeError(`field ${field} has no name`);
    if (field === '' || field.includes('.'))
      throw new RangeError(`not a field name: ${JSON.stringify(field)}`);
    const media = pages[page]?.getMediaBox();
    if (!media) throw new RangeError(`field ${field}: the document has no page ${page}`);
    const inside =
      rect.width > 0 &&
      rect.height > 0 &&
      rect.x >= media.x &&
      rect.y >= media.y &&
      rect.x + rect.width <= media.x + media.width &&
      rect.y + rect.height <= media.y + media.height;
    if (!inside) throw new RangeError(`field ${field}: its box leaves the page`);
    for (const other of boxes.slice(0, i)) {
      if (other.field === field) throw new RangeError(`field ${field} occurs twice`);
      if (other.page === page && overlap(other.rect, rect)) {
        throw new RangeError(`the boxes of ${other.field} and ${field} overlap`);
      }
    }
  });
}

function overlap(a: SignatureBox['rect'], b: SignatureBox['rect']): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** ISO 19005-2 6.1.2: the second line is a comment of at least four bytes above 127. */
function header(document: PDFDocument): Uint8Array {
  const version = document.context.header.toString().slice(0, '%PDF-1.7'.length);
  return concatenate(ascii(`${version}\n%`), Uint8Array.of(0xe2, 0xe3, 0xcf, 0xd3), ascii('\n'));
}
