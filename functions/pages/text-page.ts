// A page that holds the words of a document for reading, and says that they are not what is signed.
import { html, raw } from 'hono/html';

export interface TextPage {
  title: string;
  /** What the reader should know of this page. */
  note: string;
  /** Where the PDF is. */
  pdf?: string;
  /** Trusted HTML, as made of the document's blocks. */
  article: string;
}

export const DRAFT_NOTE = '网页预览，仅供阅读核对。电子签名签署的是 PDF 文件，内容和版式以 PDF 预览为准。';
export const SIGNER_NOTE = '文字版，便于在手机上阅读。电子签名签署的是 PDF 文件，本页仅供阅读。';
export const NO_TEXT = '没有这份文书的文字版，请阅读 PDF。';

export async function textPage({ title, note, pdf, article }: TextPage): Promise<string> {
  const page = await html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/base.css">
<link rel="stylesheet" href="/assets/document.css">
</head>
<body class="text-page">
<p class="note" role="note">${note}${pdf ? html` <a href="${pdf}">打开 PDF</a>` : ''}</p>
<main>
${raw(article)}</main>
</body>
</html>`;
  return String(page);
}
