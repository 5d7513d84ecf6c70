// The least that making a PDF can cost: cutting the fonts to the characters used and deflating the same bytes, by
// HarfBuzz and zlib. Whatever a typesetter takes above that is layout and bookkeeping.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef } from 'pdf-lib';
import { type Timing, time } from './measure.ts';

const FONTS = new URL('../../templates/fonts/', import.meta.url);
/** PostScript name of a font that the file embeds -> the file it was cut from. */
const FONT_FILES: Readonly<Record<string, string>> = {
  'FandolFang-Regular': 'FandolFang-Regular.otf',
  'FandolKai-Regular': 'FandolKai-Regular.otf',
  'NotoSansSC-Medium': 'NotoSansSC_500Medium.ttf',
  'NotoSerifSC-Regular': 'NotoSerifSC_400Regular.ttf',
  'NotoSerifSC-Black': 'NotoSerifSC_900Black.ttf',
};

/** @param pdf a file of ours, with its fonts embedded */
export async function timeFloor(pdf: Uint8Array, runs: number): Promise<Timing> {
  const { fonts, streams } = await readIngredients(pdf);
  const cut = await openCutter([...fonts.keys()]);
  return time(
    runs,
    async () => {
      for (const [name, characters] of fonts) deflateSync(cut(name, characters));
      for (const stream of streams) deflateSync(stream);
    },
    5,
  );
}

interface Ingredients {
  fonts: Map<string, number[]>;
  streams: Uint8Array[];
}

async function readIngredients(pdf: Uint8Array): Promise<Ingredients> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const fonts = new Map<string, number[]>();
  const fontFiles = new Set<string>();
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue;
    for (const key of ['FontFile', 'FontFile2', 'FontFile3']) {
      const file = object.get(PDFName.of(key));
      if (file instanceof PDFRef) fontFiles.add(file.toString());
    }
    if (object.get(PDFName.of('Subtype')) !== PDFName.of('Type0')) continue;
    const name = String(object.get(PDFName.of('BaseFont'))).replace(/^\/(?:[A-Z]{6}\+)?|-Identity-H$/g, '');
    const map = object.lookup(PDFName.of('ToUnicode')) as PDFRawStream;
    fonts.set(name, [...(fonts.get(name) ?? []), ...charactersOf(inflated(map))]);
  }
  const streams = document.context
    .enumerateIndirectObjects()
    .filter(([ref, object]) => object instanceof PDFRawStream && !fontFiles.has(ref.toString()))
    .map(([, object]) => inflated(object as PDFRawStream));
  if (fonts.size < 2 || streams.length < 4) throw new Error('this is no file of ours');
  return { fonts, streams };
}

function inflated(stream: PDFRawStream): Uint8Array {
  return decodePDFRawStream(stream).decode();
}

/** `<0012> <4E00>` of a ToUnicode map; code points beyond U+FFFF stand there as surrogates. */
function charactersOf(map: Uint8Array): number[] {
  const text = Buffer.from(map).toString('latin1');
  return [...text.matchAll(/<[0-9A-Fa-f]{4}>\s*<([0-9A-Fa-f]+)>/g)].map(
    ([, hex]) => Buffer.from(hex!, 'hex').swap16().toString('utf16le').codePointAt(0)!,
  );
}

// biome-ignore lint/suspicious/noExplicitAny: the exports of a C library.
type HarfBuzz = any;

/** Fonts lie in memory beforehand, as they do for the typesetter. */
async function openCutter(names: string[]): Promise<(name: string, characters: number[]) => Uint8Array> {
  const wasm = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm');
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm));
  const hb: HarfBuzz = instance.exports;
  hb._initialize();
  const faces = new Map(
    names.map((name) => {
      const bytes = readFileSync(new URL(FONT_FILES[name] ?? `missing/${name}`, FONTS));
      const at = hb.malloc(bytes.length);
      new Uint8Array(hb.memory.buffer).set(bytes, at);
      return [name, hb.hb_face_create(hb.hb_blob_create(at, bytes.length, 2, 0, 0), 0)] as const;
    }),
  );
  return (name, characters) => {
    const input = hb.hb_subset_input_create_or_fail();
    const wanted = hb.hb_subset_input_unicode_set(input);
    for (const character of characters) hb.hb_set_add(wanted, character);
    const face = hb.hb_subset_or_fail(faces.get(name), input);
    const blob = hb.hb_face_reference_blob(face);
    const length = hb.hb_blob_get_length(blob);
    if (length === 0) throw new Error(`${name} could not be cut`);
    const at = hb.hb_blob_get_data(blob, 0);
    const bytes = new Uint8Array(hb.memory.buffer).slice(at, at + length);
    hb.hb_blob_destroy(blob);
    hb.hb_face_destroy(face);
    hb.hb_subset_input_destroy(input);
    return bytes;
  };
}
