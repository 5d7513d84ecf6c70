// Values and streams as attackers write them, and what they paint: a white page that reads PAY 900.
import type { PdfDictionary, PdfValue } from '../../../functions/sign/pdf-values.ts';
import { bytes } from './places.ts';

/** `undefined` takes an entry away. */
export type Entries = Record<string, PdfValue | undefined>;

export const reference = (number: number): PdfValue => ({ kind: 'reference', number });
export const name = (text: string): PdfValue => ({ kind: 'name', name: text });
export const text = (words: string): PdfValue => ({ kind: 'string', bytes: bytes(words), start: 0, end: 0 });
export const map = (entries: Record<string, PdfValue>): PdfDictionary => new Map(Object.entries(entries));

/** A stream whose dictionary has these entries besides its length. */
export const streamOf = (entries: string, content = ''): string =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
export const metadataOf = (xml: string): string => streamOf('/Type /Metadata /Subtype /XML', xml);

export const PAINT = 'q 1 1 1 rg 0 0 595 842 re f Q BT /f0 20 Tf 72 400 Td (PAY 900) Tj ET';
/** A form that paints it over a whole page. */
export const PAINTED = streamOf('/Type /XObject /Subtype /Form /BBox [0 0 595 842]', PAINT);
