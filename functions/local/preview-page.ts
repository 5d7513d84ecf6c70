// The one page of the preview: its parts are filled by assets/preview.js.
import { html } from 'hono/html';
import { DRAFT_NOTE } from '../pages/text-page.ts';

export function previewPage(typeName: string, format: 'pdf' | 'html') {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>预览：${typeName}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/base.css">
<link rel="stylesheet" href="/assets/document.css">
<link rel="stylesheet" href="/own/preview.css">
<script type="module" src="/own/preview.js"></script>
</head>
<body class="preview-page">
<header>
  <h1>${typeName}</h1>
  <div role="tablist" aria-label="显示方式">
    <button type="button" role="tab" id="tab-pdf" aria-controls="pdf" aria-selected="${String(format === 'pdf')}">PDF</button>
    <button type="button" role="tab" id="tab-web" aria-controls="web" aria-selected="${String(format === 'html')}">网页</button>
  </div>
  <a href="/document.pdf" target="_blank" rel="noopener">打开 PDF</a>
  <p id="state" role="status">正在排版……</p>
</header>
<p id="outdated" class="note bad" hidden></p>
<section id="faults" class="notices" aria-label="错误" role="alert" hidden></section>
<details id="warnings" class="notices" hidden><summary></summary><div></div></details>
<main id="main">
  <div id="pdf" role="tabpanel" aria-labelledby="tab-pdf"></div>
  <div id="web" role="tabpanel" aria-labelledby="tab-web">
    <p class="note" role="note">${DRAFT_NOTE}</p>
    <div id="words"></div>
  </div>
</main>
</body>
</html>`;
}
