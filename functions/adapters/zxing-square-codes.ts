// ZXing-C++ in WebAssembly: pictures that strangers send are decoded inside it, where they can spoil only its own memory.
import { readFileSync } from 'node:fs';
import { prepareZXingModule, readBarcodes, writeBarcode } from 'zxing-wasm/full';
import type { SquareCodes } from '../ports/square-codes.ts';

/** At most so many codes in a picture are of interest: ours is one a page, and other stickers may be there. */
const MOST = 8;

/** `program`: the file zxing_full.wasm, read when first needed; without it the package would fetch one from elsewhere. */
export function zxingSquareCodes(program: string): SquareCodes {
  let ready: Promise<unknown> | undefined;
  const load = (): Promise<unknown> => {
    ready ??= prepareZXingModule({
      overrides: { wasmBinary: new Uint8Array(readFileSync(program)).buffer },
      fireImmediately: true,
    });
    return ready;
  };
  return {
    async draw(text) {
      await load();
      const { symbol, error } = await writeBarcode(text, { format: 'QRCode', options: 'ecLevel=M' });
      if (error) throw new Error(`no square code: ${error}`);
      const { width, height, data } = symbol;
      return Array.from({ length: height }, (_, y) =>
        Array.from({ length: width }, (__, x) => data[y * width + x] === 0),
      );
    },
    async read(picture) {
      await load();
      const found = await readBarcodes(picture, {
        formats: ['QRCode'],
        maxNumberOfSymbols: MOST,
        tryHarder: true,
      });
      return found.filter(({ isValid }) => isValid).map(({ text }) => text);
    },
  };
}
