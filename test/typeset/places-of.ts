/** Where a PDF's text stands: for tests of layout. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';

/** pt, origin lower left; y is the baseline, page 0-based. */
export interface Place {
  page: number;
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export async function placesOf(pdf: Uint8Array): Promise<Place[]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  try {
    const document = await task.promise;
    const places: Place[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const { items } = await (await document.getPage(number)).getTextContent();
      for (const item of items) {
        if (!('str' in item) || !item.str.trim()) continue;
        const { str: text, width, height, transform } = item;
        places.push({ page: number - 1, text, x: transform[4], y: transform[5], width, height });
      }
    }
    return places;
  } finally {
    await task.destroy();
  }
}
