// What a reader gets out of a PDF: its text, page by page, through pdf.js.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Loaded here so that pdf.js finds its worker in this process instead of looking for a file beside a bundle.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';

/** A stretch of text in the order of drawing. */
export interface Stretch {
  /** 1-based. */
  page: number;
  text: string;
  /** Page numbers, a draft's marks, repeated table heads (ISO 32000-1 14.8.2.2). */
  artifact: boolean;
  /** Of the marked content it is in (14.7.4), as `markedContent` names it; absent outside of any. */
  content?: string;
  /** pt, origin lower left, as the page is before it is turned; from a little below the line to the height of the type. */
  place: { left: number; lower: number; right: number; upper: number };
}

/** What hangs below the line, in the height of the type. */
const DESCENT = 0.12;
const NOWHERE = { left: 0, lower: 0, right: 0, upper: 0 };

/** The name of the marked content `id` on the page whose object has this number. */
export const markedContent = (page: number, id: number): string => `p${page}R_mc${id}`;

/** Everything on each page, page numbers and marks included, in the order of drawing. */
export async function readText(pdf: Uint8Array): Promise<string[]> {
  return byPage(await readStretches(pdf));
}

/** Without artifacts. */
export async function readBody(pdf: Uint8Array): Promise<string[]> {
  return byPage((await readStretches(pdf)).map((one) => (one.artifact ? { ...one, text: '' } : one)));
}

function byPage(stretches: readonly Stretch[]): string[] {
  const pages: string[] = [];
  for (const { page, text } of stretches) pages[page - 1] = (pages[page - 1] ?? '') + text;
  return pages;
}

/** All text of the file; each page has at least one stretch, be it empty. */
export async function readStretches(pdf: Uint8Array): Promise<Stretch[]> {
  // pdf.js takes the buffer away from its owner, so it gets a copy.
  const task = getDocument({
    data: new Uint8Array(pdf),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
  });
  try {
    const document = await task.promise;
    const stretches: Stretch[] = [];
    for (let page = 1; page <= document.numPages; page++) {
      stretches.push({ page, text: '', artifact: false, place: NOWHERE });
      const { items } = await (await document.getPage(page)).getTextContent({
        includeMarkedContent: true,
        disableNormalization: true,
      });
      const open: { artifact: boolean; content?: string }[] = [];
      for (const item of items) {
        if ('str' in item) {
          const { artifact = false, content } = open.at(-1) ?? {};
          const text = item.str + (item.hasEOL ? '\n' : '');
          const [, , , , left, line] = item.transform as number[] as [0, 0, 0, 0, number, number];
          const lower = line - DESCENT * item.height;
          const place = { left, lower, right: left + item.width, upper: lower + item.height };
          stretches.push({ page, text, artifact, place, ...(content === undefined ? {} : { content }) });
        } else if (item.type === 'endMarkedContent') open.pop();
        else {
          const { tag, id } = item as { tag?: string; id?: string | null };
          const outer = open.at(-1);
          const content = id ?? outer?.content;
          open.push({
            artifact: tag === 'Artifact' || outer?.artifact === true,
            ...(content === undefined ? {} : { content }),
          });
        }
      }
    }
    return stretches;
  } finally {
    await task.destroy();
  }
}
