// The order that a PDF's tags give its marked content: what a screen reader follows (ISO 32000-1 14.8.2.3.1).
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFObject, PDFRef } from 'pdf-lib';
import { markedContent } from './read-text.ts';

const name = (text: string): PDFName => PDFName.of(text);

/** The names of all marked content that the tags hold, in reading order; empty for a file without tags. */
export async function readingOrder(pdf: Uint8Array): Promise<string[]> {
  const { catalog, context } = await PDFDocument.load(pdf, { updateMetadata: false });
  const order: string[] = [];

  /** `kid` is a structure element, a number of marked content, or a reference to either (14.7.2, 14.7.4). */
  const visit = (kid: PDFObject | undefined, outer: PDFObject | undefined): void => {
    const found = kid instanceof PDFRef ? context.lookup(kid) : kid;
    if (found instanceof PDFNumber) {
      if (outer instanceof PDFRef) order.push(markedContent(outer.objectNumber, found.asNumber()));
    } else if (found instanceof PDFArray) {
      for (const one of found.asArray()) visit(one, outer);
    } else if (found instanceof PDFDict) {
      const page = found.get(name('Pg')) ?? outer;
      visit(found.get(name('MCID')) ?? found.get(name('K')), page);
    }
  };
  visit(catalog.get(name('StructTreeRoot')), undefined);
  return order;
}
