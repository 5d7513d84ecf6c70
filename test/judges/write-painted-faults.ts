/**
 * Writes what the judge by pictures must refuse, as `faults.<kind>.<id>.bad.pdf`: revisions that show something else outside
 * the signature boxes (kind `pixels`, or `pages` of another number or size) or not in every box (`boxes`), and bases with words
 * under a box (`words`); beside them the sound base and its revisions, `faults.0.pdf` and so on.
 * Run: npx tsx test/judges/write-painted-faults.ts FOLDER
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { CORPUS } from '../attack/corpus.ts';
import { subjects } from '../attack/subject.ts';

const CHOSEN = {
  pixels: ['page-content', 'annotation-stamp', 'shadow-replace-encoding', 'form-moved'],
  pages: ['page-page-last-removed', 'page-media'],
  boxes: ['signer-field-grown'],
} as const;

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('which folder?');
await mkdir(folder, { recursive: true });
const write = (name: string, bytes: Uint8Array) => writeFile(join(folder, `faults.${name}.pdf`), bytes);

/** A word of 6 pt whose lower left corner lies so far from that of the first box. */
async function withWord(base: Uint8Array, right: number, up: number): Promise<Uint8Array> {
  const document = await PDFDocument.load(base, { updateMetadata: false });
  const [widget] = document.getForm().getField('drc').acroField.getWidgets();
  const { x, y } = widget!.getRectangle();
  const page = document.getPages().find(({ ref }) => ref === widget!.P())!;
  const font = await document.embedFont(StandardFonts.Helvetica);
  page.drawText('900', { x: x + right, y: y + up, size: 6, font });
  return document.save({ useObjectStreams: false, updateFieldAppearances: false });
}

const all = await subjects();
const { base } = all.at(-1)!;
await write('0', base);
for (const { signatures, file: revision } of all) await write(String(signatures), revision);
const attacks = CORPUS.flatMap((group) => group.attacks);
let written = 0;
for (const [kind, ids] of Object.entries(CHOSEN)) {
  for (const id of ids) {
    const attack = attacks.find((one) => one.id === id);
    if (!attack) throw new Error(`no attack ${id}`);
    await write(`${kind}.${id}.bad`, await attack.build(all.at(-1)!));
    written++;
  }
}
await write('boxes.unsigned.bad', base);
await write('words.inside.bad', await withWord(base, 20, 8));
await write('words.at-the-edge.bad', await withWord(base, -8, 20));
console.log(`${written + 3} bad files`);
