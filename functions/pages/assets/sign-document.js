// Shows the PDF page by page with pdf.js, and knows the SHA-256 of the very bytes it shows.
import { create, part, setText, show } from './sign-elements.js';

/** @typedef {import('pdfjs-dist').PDFPageProxy} Page */
/** @typedef {import('pdfjs-dist').RenderTask} RenderTask */
/** @typedef {{ page: Page, frame: HTMLElement, number: number, task?: RenderTask, width?: number }} Sheet */

const PDFJS = '/assets/pdfjs/';

/** Safari draws nothing on a canvas of more pixels (16 million). */
const LARGEST_CANVAS = 16_000_000;

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<string>} lower-case hex
 */
export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Replaces what stands in #pages.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} [role] whose signature field is marked
 */
export async function showDocument(bytes, role) {
  /** @type {typeof import('pdfjs-dist')} */
  const pdfjs = await import(`${PDFJS}pdf.min.mjs`);
  pdfjs.GlobalWorkerOptions.workerSrc = `${PDFJS}pdf.worker.min.mjs`;
  // Our files hold no JPEG 2000 or JBIG2 image: without WebAssembly and eval the page's policy can forbid both.
  const pdf = await pdfjs.getDocument({
    data: bytes.slice(),
    cMapUrl: `${PDFJS}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${PDFJS}standard_fonts/`,
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
  }).promise;
  const sheets = await Promise.all(
    Array.from({ length: pdf.numPages }, (_, index) => makeSheet(pdf, index + 1, role)),
  );
  stopWatching();
  part('pages').replaceChildren(...sheets.map(({ frame }) => frame));
  watch(sheets);
  const own = document.querySelector('.own-block');
  show('to-block', Boolean(own));
  part('to-block').onclick = () => {
    own?.scrollIntoView({ block: 'center', behavior: scrolling() });
    if (own instanceof HTMLElement) own.focus({ preventScroll: true });
  };
}

/**
 * @param {import('pdfjs-dist').PDFDocumentProxy} pdf @param {number} number @param {string | undefined} role
 * @returns {Promise<Sheet>}
 */
async function makeSheet(pdf, number, role) {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const frame = create('div', 'page');
  frame.style.aspectRatio = `${width} / ${height}`;
  frame.setAttribute('role', 'group');
  frame.setAttribute('aria-label', `第 ${number} 页，共 ${pdf.numPages} 页`);
  // A canvas says nothing to a screen reader: the page's text stands beside it, out of sight.
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
  frame.append(create('p', 'unseen', text));
  if (role) await markOwnBlock(page, role, frame);
  return { page, frame, number };
}

/** @param {Page} page @param {string} role @param {HTMLElement} frame */
async function markOwnBlock(page, role, frame) {
  const annotations = await page.getAnnotations();
  const widget = annotations.find(({ subtype, fieldName }) => subtype === 'Widget' && fieldName === role);
  if (!widget) return;
  const viewport = page.getViewport({ scale: 1 });
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = viewport.convertToViewportRectangle(widget.rect);
  const block = create('div', 'own-block');
  block.tabIndex = -1;
  block.style.left = percent(Math.min(x1, x2), viewport.width);
  block.style.top = percent(Math.min(y1, y2), viewport.height);
  block.style.width = percent(Math.abs(x2 - x1), viewport.width);
  block.style.height = percent(Math.abs(y2 - y1), viewport.height);
  block.append(create('span', 'own-label', '本方签署栏'));
  frame.append(block);
}

/** @param {number} length @param {number} whole */
function percent(length, whole) {
  return `${((100 * length) / whole).toFixed(3)}%`;
}

/** @type {() => void} */
let stopWatching = () => {};

/** Draws the sheets that come near, lets go of those that are far, and draws again when the width changes. */
/** @param {Sheet[]} sheets */
function watch(sheets) {
  /** @type {Set<Sheet>} */
  const near = new Set();
  const sheetOf = new Map(sheets.map((sheet) => [/** @type {Element} */ (sheet.frame), sheet]));
  const nearness = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const sheet = /** @type {Sheet} */ (sheetOf.get(target));
        if (isIntersecting) {
          near.add(sheet);
          draw(sheet);
        } else {
          near.delete(sheet);
          clear(sheet);
        }
      }
    },
    { rootMargin: '900px 0px' },
  );
  const reading = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting) setText('page-number', `第 ${sheetOf.get(target)?.number} / ${sheets.length} 页`);
    },
    { rootMargin: '-45% 0px -45% 0px' },
  );
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;
  const size = new ResizeObserver(() => {
    clearTimeout(settling);
    settling = setTimeout(() => near.forEach(draw), 150);
  });
  setText('page-number', `共 ${sheets.length} 页`);
  size.observe(part('pages'));
  for (const { frame } of sheets) {
    nearness.observe(frame);
    reading.observe(frame);
  }
  stopWatching = () => {
    for (const observer of [nearness, reading, size]) observer.disconnect();
    clearTimeout(settling);
    sheets.forEach(clear);
  };
}

/** @param {Sheet} sheet */
async function draw(sheet) {
  const width = sheet.frame.clientWidth;
  if (width === 0 || width === sheet.width) return;
  sheet.width = width;
  sheet.task?.cancel();
  const natural = sheet.page.getViewport({ scale: 1 });
  const wanted = (width * Math.min(window.devicePixelRatio || 1, 3)) / natural.width;
  const most = Math.sqrt(LARGEST_CANVAS / (natural.width * natural.height));
  const viewport = sheet.page.getViewport({ scale: Math.min(wanted, most) });
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  canvas.setAttribute('aria-hidden', 'true');
  const task = sheet.page.render({ canvas, viewport });
  sheet.task = task;
  try {
    await task.promise;
    sheet.frame.querySelector('canvas')?.remove();
    sheet.frame.prepend(canvas);
  } catch (error) {
    if (/** @type {Error} */ (error).name === 'RenderingCancelledException') return;
    delete sheet.width;
    show('document-fault', true);
    setText('document-fault-text', `第 ${sheet.number} 页没有显示出来，请重新载入，或下载后阅读。`);
  }
}

/** @param {Sheet} sheet */
function clear(sheet) {
  sheet.task?.cancel();
  delete sheet.width;
  const canvas = sheet.frame.querySelector('canvas');
  if (!canvas) return;
  // Some browsers keep the memory until the size is zero.
  canvas.width = 0;
  canvas.height = 0;
  canvas.remove();
}

/** @returns {ScrollBehavior} */
function scrolling() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
}
