// What each sample says on paper, line by line, as the checker reads it back.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DocumentType } from '../../functions/domain/document-type.ts';
import { type Line, linesOf } from '../../functions/measure/lines.ts';
import { readPages } from '../../functions/measure/read-pages.ts';
import { sheetOf } from '../../functions/measure/sheet.ts';
import { faceOf } from '../../functions/measure/standard.ts';
import { printedSample } from '../measure/printed-sample.ts';

export const goldenFile = (type: DocumentType): string =>
  join(dirname(fileURLToPath(import.meta.url)), `${type.id}.txt`);

/** Face and size, then the line; a ruled one begins with a bar. */
function told({ glyphs, size, ruled, text }: Line): string {
  const face = faceOf(glyphs.find(({ ink }) => ink)!.font) ?? '？';
  return `${face}${size} ${ruled ? '| ' : ''}${text}`;
}

export async function linesOfSample(type: DocumentType): Promise<string> {
  const pages = await readPages(await printedSample(type));
  return pages
    .map(sheetOf)
    .map(({ number, upright, wide }) => {
      const lines = [...(wide ? linesOf(wide) : []), ...linesOf(upright)];
      return [`== 第${number}面${wide ? '（横）' : ''}`, ...lines.map(told), ''].join('\n');
    })
    .join('\n');
}
