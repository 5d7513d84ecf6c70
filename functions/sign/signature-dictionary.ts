// The signature dictionary (ISO 32000-1 12.8.1) with room for a value that is known only after all else is written.
import { ascii, asciiAt, toHex } from './bytes.ts';
import { writeText } from './pdf-writer.ts';

/** Octets kept for the CMS: 1.7 kB with two certificates, 4 kB with a timestamp, the rest is for longer chains. */
const RESERVE = 8192;
const RANGE = '/ByteRange [0 ########## ########## ##########]';
const CONTENTS = `<${'0'.repeat(2 * RESERVE)}>`;

export interface SignatureStatement {
  signerName: string;
  reason: string;
  location?: string;
  signedAt: Date;
}

/** SubFilter and entries as PAdES baseline wants them: time in /M, no /Cert (ETSI EN 319 142-1 §6.3). */
export function signatureDictionary(statement: SignatureStatement): Uint8Array {
  const location = statement.location === undefined ? '' : ` /Location ${writeText(statement.location)}`;
  return ascii(
    '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached' +
      ` ${RANGE} /Contents ${CONTENTS} /M (${pdfDate(statement.signedAt)})` +
      ` /Name ${writeText(statement.signerName)} /Reason ${writeText(statement.reason)}${location} >>`,
  );
}

/** A document time-stamp (ISO 32000-2 12.8.5): a token in place of a signature, over the file as it stands. */
export function timeStampDictionary(): Uint8Array {
  return ascii(
    `<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 ${RANGE} /Contents ${CONTENTS} >>`,
  );
}

/** 7.9.4, in UTC. */
export function pdfDate(instant: Date): string {
  return `D:${instant.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
}

/** The reverse: an ISO instant, or undefined for any other form of date. */
export function instantOf(date: string): string | undefined {
  const digits = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!digits) return undefined;
  const [, year, month, day, hour, minute, second] = digits;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // The 30th of February is read as a day of March; a date that does not come back as it was is none.
  return !Number.isNaN(instant.getTime()) && pdfDate(instant) === date ? instant.toISOString() : undefined;
}

/**
 * Writes the ByteRange of the dictionary that starts at `dictionary` into `file`: all of it but the string of
 * Contents, brackets included (12.8.1, table 252). Returns the two covered parts and a function that fills the gap.
 */
export function coverAllBut(
  file: Uint8Array,
  dictionary: number,
): { covered: [Uint8Array, Uint8Array]; fill(contents: Uint8Array): void } {
  const text = asciiAt(file, dictionary, dictionary + 256);
  const range = dictionary + text.indexOf(RANGE);
  const start = dictionary + text.indexOf('/Contents ') + '/Contents '.length;
  const end = start + CONTENTS.length;
  const numbers = [start, end, file.length - end].map((number) => String(number).padEnd(10)).join(' ');
  file.set(ascii(`/ByteRange [0 ${numbers}]`), range);
  return {
    covered: [file.subarray(0, start), file.subarray(end)],
    fill(contents) {
      if (contents.length > RESERVE)
        throw new RangeError(`a CMS of ${contents.length} octets, ${RESERVE} are kept`);
      file.set(ascii(toHex(contents)), start + 1);
    },
  };
}
