// Large files of a document come in parts, of which X-Parts says how many: pictures are put together where they stand,
// other files when they are asked for. `data-save` is a file's name without its ending.

/** @type {Readonly<Record<string, string>>} */
const ENDINGS = { 'application/pdf': '.pdf', 'image/jpeg': '.jpg', 'image/png': '.png' };

/** @param {string} href */
async function gather(href) {
  const blobs = [];
  let [parts, type] = [1, ''];
  for (let part = 1; part <= parts; part += 1) {
    const answer = await fetch(`${href}?part=${part}`);
    if (!answer.ok || answer.redirected) throw new Error(`part ${part}: ${answer.status}`);
    parts = Number(answer.headers.get('x-parts') ?? '1');
    type = answer.headers.get('content-type') ?? '';
    blobs.push(await answer.blob());
  }
  return { url: URL.createObjectURL(new Blob(blobs, { type })), ending: ENDINGS[type] ?? '.bin' };
}

for (const image of /** @type {NodeListOf<HTMLImageElement>} */ (
  document.querySelectorAll('img[data-from]')
)) {
  gather(image.dataset.from ?? '').then(
    ({ url }) => {
      image.src = url;
      image.closest('a')?.setAttribute('href', url);
    },
    () => {
      image.alt += '（没有载入，请刷新页面重试）';
    },
  );
}

for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('a[data-save]'))) {
  const words = link.textContent;
  link.addEventListener('click', async (event) => {
    event.preventDefault();
    if (link.ariaBusy === 'true') return;
    link.ariaBusy = 'true';
    link.textContent = '正在下载……';
    try {
      const { url, ending } = await gather(link.getAttribute('href') ?? '');
      const save = document.createElement('a');
      save.href = url;
      save.download = (link.dataset.save ?? '') + ending;
      save.click();
      link.textContent = words;
    } catch {
      link.textContent = `${words}（下载中断，请重试）`;
    }
    link.ariaBusy = 'false';
  });
}
