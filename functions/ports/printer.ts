// Makes the PDF of a document and the picture of a signature.
import type { AnyValue, Printable } from '../domain/document-type.ts';
import type { Sha256 } from '../domain/event.ts';
import type { CalendarDate, Instant } from '../domain/time.ts';

export interface Print {
  type: Printable;
  value: AnyValue;
  /** Absent for a draft: the page says 草稿 and has no signature fields. */
  issue?: { number: string; issuedOn: CalendarDate };
  today: CalendarDate;
  /** What an issued evidence report carries; the file then claims PDF/A-3a. */
  files?: readonly PrintedFile[];
}

export interface PrintedFile {
  /** Lower-case ASCII with one of the endings pdf, jpg, png, bin. */
  name: string;
  description: string;
  at: Instant;
  bytes: Uint8Array;
}

export interface Printed {
  pdf: Uint8Array;
  /** The template's source, kept so that the document can be made again. */
  template: Uint8Array;
  /** All that was set, as JSON: the wording with title, layout and date. */
  sheet: Uint8Array;
  pages: number;
  /** The signature boxes on its pages, a draft's too, in their order: whose names the fields of an issued document have. */
  fields: string[];
  /** What the text read back from the PDF lacks; empty when it is equal. */
  differences: string[];
}

export interface Appearance {
  organization: string;
  person: string;
  title: string;
  signedAt: Instant;
  serial: string;
  /** What the signature says of itself; absent: that of a party. */
  statement?: string;
}

/** What the print version of a revision says beside the document, on each page. */
export interface PrintVersion {
  title: string;
  number: string;
  /** Who is to seal it. */
  organization: string;
  sha256: Sha256;
  /** Rows of the square code's modules, true is dark. */
  code: boolean[][];
  date: CalendarDate;
}

export interface Printer {
  /** Same input, same bytes. */
  print(print: Print): Promise<Printed>;
  /** An issued document from its sheet alone, whatever its template or type says now; throws PrintFault. */
  reprint(sheet: Uint8Array, layouts?: Uint8Array): Promise<Uint8Array>;
  /** The layouts as they are now, to be kept beside the sheet. */
  layouts(): Promise<Uint8Array>;
  /** Changes with what printing depends on beside the sheet: layouts, fonts, typesetter. */
  press(): Promise<Sha256>;
  /** A one-page PDF for the signature field `field` of `revision`, of the field's size. */
  appearance(revision: Uint8Array, field: string, appearance: Appearance): Promise<Uint8Array>;
  /** A PDF for paper: the pages of `revision` as they show, each with the code and the digest of what it was printed from. */
  printVersion(revision: Uint8Array, version: PrintVersion): Promise<Uint8Array>;
  /** What the same source says, as HTML blocks for the screen; a draft's. */
  html(print: Print): Promise<string>;
}

/** What was typed cannot be set: an error of the template or a missing glyph, for staff to see. */
export class PrintFault extends Error {
  override readonly name = 'PrintFault';
}
