// Updates written by hand: their tables and trailers may say anything.
import { deflateSync } from 'node:zlib';
import { latin1 } from '../../sign/attacker.ts';
import { joined, lastRevision } from './places.ts';

export const offset = (at: number) => String(at).padStart(10, '0');
export const trailerEntries = (file: Uint8Array) => {
  const whole = latin1(file);
  const at = whole.lastIndexOf('trailer\n<< ') + 'trailer\n<< '.length;
  return whole.slice(at, whole.lastIndexOf(' >>\nstartxref')).replace(/ ?\/Prev \d+/, '');
};
/** An update written by hand: bodies, then what `table` makes of their offsets. */
export function byHand(
  file: Uint8Array,
  bodies: string[],
  table: (offsets: number[], at: number) => string,
): Uint8Array {
  let at = file.length;
  const offsets = bodies.map((body) => {
    const here = at;
    at += body.length;
    return here;
  });
  return joined(file, bodies.join(''), `${table(offsets, at)}startxref\n${at}\n%%EOF\n`);
}
export const body = (number: number, text: string, generation = 0) =>
  `${number} ${generation} obj\n${text}\nendobj\n`;
export const prev = (file: Uint8Array) => `/Prev ${lastRevision(file).xref}`;
export const classic = (file: Uint8Array, sections: string, more = '') =>
  `xref\n${sections}trailer\n<< ${trailerEntries(file)} ${prev(file)}${more} >>\n`;

/** A cross-reference stream with these entries [number, type, a, b]. */
export function xrefStream(
  file: Uint8Array,
  own: number,
  at: number,
  entries: [number, number, number, number][],
  more = '',
): string {
  const all: [number, number, number, number][] = [...entries, [own, 1, at, 0]];
  const data = Buffer.concat(
    all.map(([, type, a, b]) =>
      Buffer.from([type, (a >> 24) & 255, (a >> 16) & 255, (a >> 8) & 255, a & 255, b & 255]),
    ),
  );
  const index = all.map(([number]) => `${number} 1`).join(' ');
  const packed = latin1(deflateSync(data));
  return `${own} 0 obj\n<< /Type /XRef /W [1 4 1] /Index [${index}] ${trailerEntries(file).replace(/\/Size \d+/, `/Size ${own + 1}`)} ${prev(file)}${more} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj\n`;
}
