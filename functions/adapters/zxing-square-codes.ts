// ZXing-C++ in WebAssembly: pictures that strangers send are decoded inside it, where they can spoil only its own memory,
// in a thread that is ended when it has read them or when its time is up.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/full';
import type { SquareCodes } from '../ports/square-codes.ts';
import { inTurn } from './in-turn.ts';

/** At most so many codes in a picture are of interest: ours is one a page, and other stickers may be there. */
const MOST = 8;
/** For all pictures of a scan: a page of 300 dpi takes about half a second, of 600 dpi one to two. Staff look at the rest. */
const TIME_MS = 60_000;

/** `program`: the file zxing_full.wasm, read when first needed; `reader`: the thread, read-codes-worker.mjs. */
export interface ZxingFiles {
  program: string;
  reader: string;
}

export function zxingSquareCodes({ program, reader }: ZxingFiles, timeMs = TIME_MS): SquareCodes {
  let ready: Promise<unknown> | undefined;
  // Without the file the package would fetch one from elsewhere.
  const load = (): Promise<unknown> => {
    ready ??= prepareZXingModule({
      overrides: { wasmBinary: new Uint8Array(readFileSync(program)).buffer },
      fireImmediately: true,
    });
    return ready;
  };
  // A large picture takes some hundred megabytes while it is read.
  const one = inTurn();
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
    read: (pictures) => one('read', () => readApart(reader, { program, most: MOST }, pictures, timeMs)),
  };
}

/** In a thread that sees neither our environment nor our loader. */
async function readApart(
  reader: string,
  workerData: object,
  pictures: readonly Uint8Array[],
  timeMs: number,
): Promise<{ texts: string[]; looked: number }> {
  const worker = new Worker(reader, { workerData, execArgv: [], env: {}, stderr: true, stdout: true });
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), timeMs);
  worker.once('exit', () => over.abort());
  worker.on('error', () => over.abort());
  const texts: string[] = [];
  let looked = 0;
  try {
    for (const picture of pictures) {
      // A copy is handed over: a view of a large file would take all of it along (and a Buffer's slice is a view).
      const copy = new Uint8Array(picture);
      const answer = once(worker, 'message', { signal: over.signal });
      worker.postMessage(copy, [copy.buffer as ArrayBuffer]);
      const [found] = await answer;
      if (!found) continue;
      texts.push(...found);
      looked += 1;
    }
  } catch (error) {
    if (!over.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
  return { texts, looked };
}
