// Puts files into a report before its base is frozen, in the form of associated-files.ts.
import { type PDFDocument, PDFHexString, PDFName, PDFRawStream, type PDFRef, PDFString } from 'pdf-lib';
import { FILE_TYPES } from './associated-files.ts';
import { pdfDate } from './signature-dictionary.ts';

export interface AttachedFile {
  /** Lower-case ASCII, `scan-enterprise-1.pdf`: the ending says what it is (FILE_TYPES). */
  name: string;
  /** For people, in the document's language. */
  description: string;
  /** ISO 8601: when it came. */
  at: string;
  bytes: Uint8Array;
}

/**
 * Changes `document` in place; it has to claim PDF/A-3, for no other part lets a file of any kind in. Throws
 * RangeError for a document that has names or files already.
 */
export function attachFiles(document: PDFDocument, files: readonly AttachedFile[]): void {
  if (files.length === 0) return;
  const { catalog, context } = document;
  for (const key of ['AF', 'Names'])
    if (catalog.has(PDFName.of(key))) throw new RangeError(`the document has /${key} already`);
  const named = files
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((file) => [PDFString.of(file.name), specify(document, file)] as const);
  catalog.set(PDFName.of('AF'), context.obj(named.map(([, specification]) => specification)));
  catalog.set(PDFName.of('Names'), context.obj({ EmbeddedFiles: { Names: named.flat() } }));
}

/** No filter: what was uploaded is compressed already, and whoever has the file reads the very octets. */
function specify({ context }: PDFDocument, { name, description, at, bytes }: AttachedFile): PDFRef {
  const dictionary = context.obj({
    Type: 'EmbeddedFile',
    Subtype: FILE_TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? '',
    Params: { Size: bytes.length, ModDate: PDFString.of(pdfDate(new Date(at))) },
  });
  const stream = context.register(PDFRawStream.of(dictionary, bytes));
  return context.register(
    context.obj({
      Type: 'Filespec',
      F: PDFString.of(name),
      UF: PDFString.of(name),
      Desc: PDFHexString.fromText(description),
      AFRelationship: 'Source',
      EF: { F: stream, UF: stream },
    }),
  );
}
