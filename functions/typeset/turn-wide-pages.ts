// Pages laid out across, for wide tables, are shown and printed upright like all others (GB/T 9704-2012 clause 8).
import { degrees, PDFDocument } from 'pdf-lib';

/**
 * Gives each page that is wider than tall /Rotate 270 (ISO 32000-1 table 30): its head comes to the left of an upright
 * page. The content stays as it is; a file without such pages comes back untouched.
 */
export async function turnWidePages(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true });
  const across = document.getPages().filter((page) => page.getWidth() > page.getHeight());
  if (!across.length) return pdf;
  for (const page of across) page.setRotation(degrees(270));
  return document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
