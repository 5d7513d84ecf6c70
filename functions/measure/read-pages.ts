// Pages of a PDF with the place of every glyph and stroke, from pdf.js's operator list; annotations left out.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Loaded here so that pdf.js finds its worker in this process.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import type { Matrix } from './matrix.ts';
import type { Page } from './page.ts';
import { PageReader } from './page-reader.ts';

/** @throws what pdf.js throws on a file that is no PDF, and Error on vertical fonts. */
export async function readPages(pdf: Uint8Array): Promise<Page[]> {
  // pdf.js takes the buffer away from its owner, so it gets a copy. Without font faces it hands out glyph outlines.
  const task = getDocument({
    data: new Uint8Array(pdf),
    verbosity: 0,
    disableFontFace: true,
    fontExtraProperties: true,
    useSystemFonts: false,
  });
  try {
    const document = await task.promise;
    const pages: Page[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: 0 });
      const viewport = page.getViewport({ scale: 1 });
      const reader = new PageReader(page, viewport.transform as Matrix);
      for (const [index, operator] of fnArray.entries()) reader.run(operator, argsArray[index]);
      pages.push({
        number,
        width: viewport.width,
        height: viewport.height,
        glyphs: reader.glyphs,
        strokes: reader.strokes,
      });
    }
    return pages;
  } finally {
    await task.destroy();
  }
}
