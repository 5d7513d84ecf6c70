// A document may go out only if what is read from its PDF is what was put in.
import { readBody } from './read-text.ts';
import { textOfBlock } from './text-of-block.ts';
import type { Block } from './vocabulary.ts';

/** White space is the typesetter's own: lines end where it decides. */
const UNTOLD = /\s/g;

/**
 * Everything that the blocks say, in order, and nothing else, ignoring white space and artifacts (page numbers, marks).
 *
 * @returns one sentence per difference, quoting the text; empty when equal. Stops after the tenth.
 */
export async function checkReadBack(blocks: Block[], pdf: Uint8Array): Promise<string[]> {
  const read = (await readBody(pdf)).join('').replace(UNTOLD, '');
  const differences: string[] = [];
  let at = 0;
  for (const piece of blocks.flatMap(textOfBlock).map((text) => text.replace(UNTOLD, ''))) {
    if (differences.length >= 10) return differences;
    if (read.startsWith(piece, at)) {
      at += piece.length;
      continue;
    }
    const found = read.indexOf(piece, at);
    if (found < 0)
      differences.push(`missing from the PDF: ${excerpt(piece)}; it has: ${excerpt(read.slice(at))}`);
    else {
      differences.push(`only in the PDF: ${excerpt(read.slice(at, found))}`);
      at = found + piece.length;
    }
  }
  if (!differences.length && at < read.length)
    differences.push(`only in the PDF: ${excerpt(read.slice(at))}`);
  return differences;
}

function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
