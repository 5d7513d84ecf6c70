// What a reader gets out of a PDF: its text, page by page, through pdf.js.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Loaded here so that pdf.js finds its worker in this process instead of looking for a file beside a bundle.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';

/** Everything on each page, page numbers and marks included, in reading order. */
export async function readText(pdf: Uint8Array): Promise<string[]> {
  return readPages(pdf, () => true);
}

/** Without artifacts (ISO 32000-1 14.8.2.2): page numbers, a draft's marks, repeated table heads. */
export async function readBody(pdf: Uint8Array): Promise<string[]> {
  return readPages(pdf, (artifact) => !artifact);
}

async function readPages(pdf: Uint8Array, wanted: (artifact: boolean) => boolean): Promise<string[]> {
  // pdf.js takes the buffer away from its owner, so it gets a copy.
  const task = getDocument({
    data: new Uint8Array(pdf),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
  });
  try {
    const document = await task.promise;
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
      const open: boolean[] = [];
      let text = '';
      for (const item of items) {
        if ('str' in item) {
          if (wanted(open.includes(true))) text += item.str + (item.hasEOL ? '\n' : '');
        } else if (item.type === 'endMarkedContent') open.pop();
        else open.push((item as { tag?: string }).tag === 'Artifact');
      }
      pages.push(text);
    }
    return pages;
  } finally {
    await task.destroy();
  }
}
