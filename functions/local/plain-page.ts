// The look of the few pages that belong to this room: front page, login, inbox. No script, nothing from elsewhere.
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';

/** Escaped HTML, as the tag `html` of Hono makes it. */
export type Html = ReturnType<typeof html>;

const STYLE = `
:root { color-scheme: light; --ink: #1d2430; --soft: #5b6575; --line: #d5dae2; --accent: #b3261e; --ground: #f5f6f8; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: 16px/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
main { max-width: 26rem; margin: 8vh auto 3rem; padding: 2rem 1.5rem; background: #fff; border: 1px solid var(--line);
  border-top: 4px solid var(--accent); border-radius: 4px; }
main.wide { max-width: 60rem; margin-top: 2rem; }
@media (max-width: 30rem) { main, main.wide { margin: 0; border-width: 4px 0 0; border-radius: 0; padding: 1.5rem 1rem; } }
h1 { margin: 0 0 .5rem; font-size: 1.4rem; line-height: 1.4; }
p { margin: .5rem 0; } .soft { color: var(--soft); font-size: .9rem; }
label { display: block; margin: 1rem 0 .25rem; }
input { width: 100%; font: inherit; padding: .5rem .75rem; border: 1px solid #8b95a5; border-radius: 4px; }
button, .button { display: block; width: 100%; margin-top: 1.5rem; padding: .6rem 1rem; font: inherit; text-align: center;
  color: #fff; background: var(--accent); border: 1px solid var(--accent); border-radius: 4px; cursor: pointer;
  text-decoration: none; }
button.second { color: var(--ink); background: #fff; border-color: #8b95a5; margin-top: .75rem; }
:focus-visible { outline: 3px solid #1a66d6; outline-offset: 2px; }
a { color: #1a56b0; }
.fault { margin: 1rem 0 0; padding: .5rem .75rem; border-left: 4px solid var(--accent); background: #fdecea; }
ul.plain { list-style: none; margin: 1rem 0 0; padding: 0; } ul.plain li { border-top: 1px solid var(--line); padding: .6rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0; } dd { margin: 0; }
pre { white-space: pre-wrap; font: inherit; padding: 1rem; border: 1px solid var(--line); background: #fff; margin: 1rem 0; }
iframe { width: 100%; height: 32rem; border: 1px solid var(--line); background: #fff; }
`;

const STYLE_DIGEST = createHash('sha256').update(STYLE).digest('base64');

/** A whole page; `body` stands inside `<main>`. `title` is text. */
export async function plainPage(
  title: string,
  body: Html,
  width: 'narrow' | 'wide' = 'narrow',
): Promise<string> {
  const page = await html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body>
<main class="${width}">
${body}
</main>
</body>
</html>
`;
  return page.toString();
}

/** Headers of such a page. `scriptDigest`: base64 of the SHA-256 of the one script it holds, if it holds one. */
export function plainPageHeaders(scriptDigest?: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_DIGEST}'`,
    'img-src data:',
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(scriptDigest ? [`script-src 'sha256-${scriptDigest}'`] : []),
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    // Under `no-referrer` browsers send forms with `Origin: null` (Fetch, 3.2), and no form could be told from a foreign one.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}
