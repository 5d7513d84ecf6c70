// Reads square codes in a thread of its own: a picture that a stranger made can take long or never end, and then only
// this thread is lost. Answers each with the texts of its codes, or with null for what is no picture. Started by zxing-square-codes.ts; plain JavaScript, for a thread is loaded as it lies.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/full';

const { program, most } = /** @type {{ program: string, most: number }} */ (workerData);
const ready = prepareZXingModule({
  overrides: { wasmBinary: new Uint8Array(readFileSync(program)).buffer },
  fireImmediately: true,
});

parentPort?.on('message', async (/** @type {Uint8Array} */ picture) => {
  await ready;
  const found = await readBarcodes(picture, {
    formats: ['QRCode'],
    maxNumberOfSymbols: most,
    tryHarder: true,
  }).catch(() => undefined);
  // What cannot be decoded is answered with a code that is none and has no kind.
  const undecoded = !found || found.some(({ isValid, format }) => !isValid && !format);
  parentPort?.postMessage(undecoded ? null : found.filter(({ isValid }) => isValid).map(({ text }) => text));
});
