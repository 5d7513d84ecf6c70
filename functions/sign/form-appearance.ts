// What a signed field shows: one typeset page as a form XObject (ISO 32000-1 8.10, 12.5.5).
import { PDFDocument } from 'pdf-lib';
import type { WrittenObject } from './pdf-writer.ts';
import { renumberedObjects } from './renumbered-objects.ts';

/**
 * `page` is a PDF of one page with its fonts embedded. The first object is the form, the others are its resources,
 * numbered from `first`. A reader stretches the BBox onto the field's rectangle (12.5.5, algorithm 8.1), so the
 * BBox gets the proportions of `box` (points) around the middle of the page: the page is scaled evenly.
 */
export async function formAppearance(
  page: Uint8Array,
  box: { width: number; height: number },
  first: number,
): Promise<WrittenObject[]> {
  const document = await PDFDocument.load(page, { updateMetadata: false, throwOnInvalidObject: true });
  const [source, ...others] = document.getPages();
  if (!source || others.length > 0) throw new RangeError('an appearance has exactly one page');
  const media = source.getMediaBox();
  const scale = Math.min(box.width / media.width, box.height / media.height);
  const marginX = (box.width / scale - media.width) / 2;
  const marginY = (box.height / scale - media.height) / 2;
  const form = await document.embedPage(source, {
    left: media.x - marginX,
    bottom: media.y - marginY,
    right: media.x + media.width + marginX,
    top: media.y + media.height + marginY,
  });
  await document.flush();
  return renumberedObjects(document.context, [form.ref], first);
}
