// Follows the files: shows the document anew after each save where the reader was, or what is wrong and where.

/** @typedef {import('../preview-server.ts').PreviewState} State */
/** @typedef {State['faults'][number]} Notice */

const PDFJS = '/assets/pdfjs/';
const part = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const create = (/** @type {string} */ tag, className = '', text = '') => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};

/** @type {State | undefined} */
let latest;
let drawn = 0;

/** @type {{ [tab: string]: string }} */
const PANELS = { 'tab-pdf': 'pdf', 'tab-web': 'web' };
const tabs = Object.keys(PANELS);
const chosen = () => tabs.find((tab) => part(tab).getAttribute('aria-selected') === 'true') ?? 'tab-pdf';

/** @param {string} name */
function choose(name) {
  for (const tab of tabs) {
    part(tab).setAttribute('aria-selected', String(tab === name));
    part(tab).tabIndex = tab === name ? 0 : -1;
  }
  arrange();
}

for (const tab of tabs) {
  part(tab).addEventListener('click', () => choose(tab));
  part(tab).addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const other = /** @type {string} */ (tabs.find((name) => name !== tab));
    choose(other);
    part(other).focus();
  });
}

/** A fault stands in place of the document; what was shown before waits behind it. */
function arrange() {
  const faulty = Boolean(latest?.faults.length);
  for (const tab of tabs) part(/** @type {string} */ (PANELS[tab])).hidden = faulty || tab !== chosen();
  if (!faulty && chosen() === 'tab-pdf') void drawPdf();
}

const events = new EventSource('/events');
events.onerror = () => {
  part('state').textContent = '预览已停止，请重新运行 npm run preview';
};
events.onmessage = async (/** @type {MessageEvent<string>} */ { data }) => {
  const state = /** @type {State} */ (JSON.parse(data));
  latest = state;
  const { faults, warnings, outdated, milliseconds, pages } = state;
  part('faults').replaceChildren(...faults.map(noticeOf));
  part('faults').hidden = faults.length === 0;
  part('warnings').hidden = warnings.length === 0;
  part('warnings').querySelector('summary')?.replaceChildren(`${warnings.length} 处提醒`);
  part('warnings')
    .querySelector('div')
    ?.replaceChildren(...warnings.map(noticeOf));
  part('outdated').hidden = outdated.length === 0;
  part('outdated').textContent = `${outdated.join('、')} 已修改，重新运行 npm run preview 后生效。`;
  part('state').textContent = faults.length
    ? '有错误，改正并保存后自动恢复'
    : `共 ${pages} 页，用时 ${milliseconds} 毫秒`;
  if (faults.length === 0) part('words').innerHTML = await (await fetch('/document.html')).text();
  arrange();
};

/** @param {Notice} notice */
function noticeOf({ message, place }) {
  const made = create('div', 'notice');
  made.append(create('p', 'words', message));
  if (!place) return made;
  made.append(create('p', 'place', `${place.file}:${place.line}:${place.column}`));
  const excerpt = create('pre', 'excerpt');
  for (const { number, text } of place.lines) {
    const line = create('span', number === place.line ? 'line here' : 'line');
    line.append(create('span', 'line-number', String(number)));
    if (number === place.line) {
      const before = text.slice(0, place.column - 1);
      line.append(before, create('mark', '', text.slice(place.column - 1) || ' '));
    } else line.append(text);
    excerpt.append(line, '\n');
  }
  made.append(excerpt);
  return made;
}

/** @type {Promise<typeof import('pdfjs-dist')> | undefined} */
let loading;
async function pdfjs() {
  loading ??= import(`${PDFJS}pdf.min.mjs`);
  const library = await loading;
  library.GlobalWorkerOptions.workerSrc = `${PDFJS}pdf.worker.min.mjs`;
  return library;
}

let drawing = false;
/** Each page is drawn out of sight and then put in the place of the old one, those in sight first. */
async function drawPdf() {
  if (drawing || !latest || drawn === latest.version) return;
  drawing = true;
  const { version } = latest;
  try {
    const library = await pdfjs();
    const pdf = await library.getDocument({
      data: new Uint8Array(await (await fetch(`/document.pdf?${version}`)).arrayBuffer()),
      cMapUrl: `${PDFJS}cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${PDFJS}standard_fonts/`,
      isEvalSupported: false,
      useWasm: false,
    }).promise;
    const holder = part('pdf');
    while (holder.children.length > pdf.numPages) holder.lastElementChild?.remove();
    while (holder.children.length < pdf.numPages) holder.append(create('div', 'page'));
    const frames = /** @type {HTMLElement[]} */ ([...holder.children]);
    const distance = (/** @type {HTMLElement} */ frame) => {
      const { top, bottom } = frame.getBoundingClientRect();
      return Math.max(top - window.innerHeight, -bottom, 0);
    };
    const order = frames.map((frame, index) => ({ frame, number: index + 1, far: distance(frame) }));
    for (const { frame, number } of order.sort((a, b) => a.far - b.far)) {
      if (latest.version !== version) break;
      await drawPage(await pdf.getPage(number), frame, `第 ${number} 页，共 ${pdf.numPages} 页`);
      document.documentElement.dataset.shown = String(version);
    }
    await pdf.loadingTask.destroy();
    drawn = version;
  } finally {
    drawing = false;
  }
  if (latest.version !== drawn) arrange();
}

/** @param {import('pdfjs-dist').PDFPageProxy} page @param {HTMLElement} frame @param {string} label */
async function drawPage(page, frame, label) {
  const { width, height } = page.getViewport({ scale: 1 });
  frame.style.aspectRatio = `${width} / ${height}`;
  const canvas = /** @type {HTMLCanvasElement} */ (create('canvas'));
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', label);
  const scale = ((frame.clientWidth || 800) / width) * Math.min(window.devicePixelRatio, 2);
  const viewport = page.getViewport({ scale });
  canvas.width = viewport.width;
  canvas.height = viewport.height;
  await page.render({ canvas, viewport }).promise;
  frame.replaceChildren(canvas);
}

choose(chosen());
