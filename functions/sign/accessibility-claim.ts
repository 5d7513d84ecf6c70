// The claim to PDF/UA-1 (ISO 14289-1 clause 5) in the metadata of a PDF/A-2a, and what a reader is to do for it.
import { PDFBool, PDFDict, type PDFDocument, PDFName, PDFRawStream, PDFRef } from 'pdf-lib';

const NAMESPACE = 'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"';
/** ISO 19005-2 6.6.2.3.3: a property that PDF/A does not know is described in the file. */
const SCHEMA =
  '<rdf:li rdf:parseType="Resource">' +
  '<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>' +
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>' +
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
  '<pdfaProperty:category>internal</pdfaProperty:category>' +
  '<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>' +
  '<pdfaProperty:name>part</pdfaProperty:name>' +
  '<pdfaProperty:valueType>Integer</pdfaProperty:valueType>' +
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>';

/**
 * Changes `document` in place. Nothing happens to one that does not claim PDF/A level A, which promises tags; the
 * claim itself rests on the layouts (language, title, order of headings) and is held by the judge in CI.
 * Throws RangeError for metadata that are not written as the typesetter writes them.
 */
export function claimAccessibility(document: PDFDocument): void {
  const { catalog, context } = document;
  const reference = catalog.get(PDFName.of('Metadata'));
  const metadata = context.lookup(reference);
  if (!(reference instanceof PDFRef && metadata instanceof PDFRawStream)) return;
  const xmp = new TextDecoder().decode(metadata.getContents());
  if (!xmp.includes('<pdfaid:conformance>A</pdfaid:conformance>')) return;
  const claimed = [
    [' xmlns:pdfaid=', ` ${NAMESPACE}`],
    ['<pdfaid:part>', '<pdfuaid:part>1</pdfuaid:part>'],
    ['</rdf:Bag></pdfaExtension:schemas>', SCHEMA],
  ].reduce((text, [before, what]) => inserted(text, before as string, what as string), xmp);
  context.assign(reference, PDFRawStream.of(metadata.dict, new TextEncoder().encode(claimed)));
  // ISO 14289-1 7.1: the window shows the title, not the name of the file.
  const preferences = catalog.lookupMaybe(PDFName.of('ViewerPreferences'), PDFDict) ?? context.obj({});
  preferences.set(PDFName.of('DisplayDocTitle'), PDFBool.True);
  catalog.set(PDFName.of('ViewerPreferences'), preferences);
}

function inserted(text: string, before: string, what: string): string {
  const at = text.indexOf(before);
  if (at < 0) throw new RangeError(`the metadata have no ${JSON.stringify(before)}`);
  return text.slice(0, at) + what + text.slice(at);
}
