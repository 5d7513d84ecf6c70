// Which block a fault of the layout is about: the layout engine says only what it could not do.
import { textOfBlock } from './text-of-block.ts';
import type { Block } from './vocabulary.ts';

/** Characters around what the message quotes. */
const AROUND = 12;

/**
 * @param message of the layout engine.
 * @returns ` (block 3, paragraph: …甲₂乙…)` of the first block that says what the message quotes, or has the kind that
 * it ends in; empty when none does.
 */
export function faultPlace(message: string, blocks: readonly Block[]): string {
  const quoted = /the text `?"(.+?)"`? could not be displayed/su
    .exec(message)?.[1]
    ?.replace(/\\u\{([0-9a-f]+)\}/g, (_, digits) => String.fromCodePoint(Number.parseInt(digits, 16)));
  const kind = /no place for ([a-z]+)/.exec(message)?.[1];
  for (const [index, block] of blocks.entries()) {
    const texts = textOfBlock(block);
    const said = quoted ? texts.find((text) => text.includes(quoted)) : texts.find(Boolean);
    if (said === undefined || (!quoted && block.kind !== kind)) continue;
    const at = quoted ? said.indexOf(quoted) : 0;
    const from = Math.max(0, at - AROUND);
    const to = at + (quoted?.length ?? 0) + AROUND;
    const excerpt = `${from > 0 ? '…' : ''}${said.slice(from, to)}${to < said.length ? '…' : ''}`;
    return ` (block ${index + 1}, ${block.kind}: ${excerpt})`;
  }
  return '';
}
