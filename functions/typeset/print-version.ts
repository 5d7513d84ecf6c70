// A file for the printer: the pages of a revision with all that was signed on them, and over each the sheet that names it.
import {
  degrees,
  drawObject,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFPage,
  PDFRef,
  PDFStream,
  popGraphicsState,
  pushGraphicsState,
  translate,
} from 'pdf-lib';

/**
 * `sheets` gives a PDF with one upright A4 page for each of so many. The result has no fields any more: it is for paper,
 * and no signed file.
 */
export async function printVersion(
  revision: Uint8Array,
  sheets: (pages: number) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const document = await PDFDocument.load(revision, { updateMetadata: false });
  const pages = document.getPages();
  const overlays = await document.embedPdf(await sheets(pages.length), document.getPageIndices());
  for (const [index, page] of pages.entries()) {
    flatten(document, page);
    // A page laid out across is turned by 270 degrees when it is shown; its sheet is turned back.
    const across = page.getWidth() > page.getHeight();
    const place = across ? { x: 0, y: page.getHeight(), rotate: degrees(-90) } : { x: 0, y: 0 };
    page.drawPage(overlays[index]!, place);
  }
  document.catalog.delete(PDFName.of('AcroForm'));
  return document.save({ useObjectStreams: false, updateFieldAppearances: false });
}

/** What annotations show becomes part of the page (ISO 32000-1 12.5.5; ours begin at the origin of their box). */
function flatten(document: PDFDocument, page: PDFPage): void {
  for (const one of page.node.Annots()?.asArray() ?? []) {
    const annotation = document.context.lookup(one, PDFDict);
    const normal = annotation.lookupMaybe(PDFName.of('AP'), PDFDict)?.get(PDFName.of('N'));
    const box = annotation.lookupMaybe(PDFName.of('Rect'), PDFArray);
    if (!(normal instanceof PDFRef) || !(document.context.lookup(normal) instanceof PDFStream) || !box)
      continue;
    const name = page.node.newXObject('Shown', normal);
    page.pushOperators(
      pushGraphicsState(),
      translate(box.lookup(0, PDFNumber).asNumber(), box.lookup(1, PDFNumber).asNumber()),
      drawObject(name),
      popGraphicsState(),
    );
  }
  page.node.delete(PDFName.of('Annots'));
}
