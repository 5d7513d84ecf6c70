// A document may go out only if what is read from its PDF is what was put in.
import { readStretches, type Stretch } from './read-text.ts';
import { readingOrder } from './reading-order.ts';
import { textOfBlock } from './text-of-block.ts';
import type { SignatureBox } from './typesetter.ts';
import type { Block } from './vocabulary.ts';

/** White space is the typesetter's own: lines end where it decides. */
const UNTOLD = /\s/g;

/**
 * Everything that the blocks say, in order, and nothing else, ignoring white space and artifacts (page numbers, marks).
 * In the order of drawing, or, where a row of a table goes on overleaf and its cells are drawn in parts, in the order
 * of the tags, which then must hold all that is drawn, each part once. Nothing of it may lie under one of `boxes`, where
 * a signature would cover it.
 *
 * @returns one sentence per difference, in Chinese, quoting the text; empty when equal. Stops after the tenth; then one per box.
 */
export async function checkReadBack(
  blocks: Block[],
  pdf: Uint8Array,
  boxes: readonly SignatureBox[] = [],
): Promise<string[]> {
  const pieces = blocks.flatMap(textOfBlock).map((text) => text.replace(UNTOLD, ''));
  const body = (await readStretches(pdf)).filter(({ artifact }) => !artifact);
  const hidden = boxes.flatMap((box) => covered(box, body));
  const drawn = differences(pieces, body);
  if (drawn.length === 0) return hidden;
  const tagged = inOrder(body, await readingOrder(pdf));
  return [...(tagged ? differences(pieces, tagged) : drawn), ...hidden];
}

function covered({ name, page, rect }: SignatureBox, body: readonly Stretch[]): string[] {
  const under = body
    .filter((one) => one.page === page + 1 && one.text.trim() !== '')
    .filter(({ place }) => place.left < rect.x + rect.width && place.right > rect.x)
    .filter(({ place }) => place.lower < rect.y + rect.height && place.upper > rect.y);
  return under.length ? [`“${excerpt(under.map(({ text }) => text).join(''))}”会被“${name}”遮住`] : [];
}

/** Nothing unless the tags hold all that is drawn, each part once. */
function inOrder(body: readonly Stretch[], order: readonly string[]): Stretch[] | undefined {
  const parts = new Map<string | undefined, Stretch[]>();
  for (const stretch of body) {
    if (stretch.text.trim() === '') continue;
    parts.set(stretch.content, [...(parts.get(stretch.content) ?? []), stretch]);
  }
  const held = new Set(order);
  if (held.size < order.length || [...parts.keys()].some((content) => !content || !held.has(content)))
    return undefined;
  return order.flatMap((content) => parts.get(content) ?? []);
}

function differences(pieces: readonly string[], stretches: readonly Stretch[]): string[] {
  const read = stretches
    .map(({ text }) => text)
    .join('')
    .replace(UNTOLD, '');
  const found: string[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (found.length >= 10) return found;
    if (read.startsWith(piece, at)) {
      at += piece.length;
      continue;
    }
    const next = read.indexOf(piece, at);
    if (next < 0) found.push(unlike(piece, read.slice(at)));
    else {
      found.push(`文件中多出“${excerpt(read.slice(at, next))}”`);
      at = next + piece.length;
    }
  }
  if (!found.length && at < read.length) found.push(`文件中多出“${excerpt(read.slice(at))}”`);
  return found;
}

/** From a little before the first character that is not the same. */
function unlike(piece: string, read: string): string {
  let same = 0;
  while (same < piece.length && piece[same] === read[same]) same++;
  const from = Math.max(0, same - 6);
  const start = from > 0 ? '…' : '';
  return `“${start}${excerpt(piece.slice(from))}”在文件中读作“${start}${excerpt(read.slice(from))}”`;
}

function excerpt(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}
