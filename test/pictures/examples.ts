// The examples of templates/README.md, each with the picture above it: what is shown is what is printed.
import type { TypesetRequest } from '../../functions/typeset/typesetter.ts';

export interface Example {
  /** Within templates/. */
  picture: string;
  layout: TypesetRequest['layout'];
  html: string;
  page: number | 'last';
  /** 'foot': the bottom of the page, page number included. */
  at: 'text' | 'foot' | 'page';
}

/** `![…](pictures/x.png)` followed by a fence ```` ```html [layout] [page=n] [at=foot|page] ````. */
export function examplesIn(markdown: string): Example[] {
  const found = markdown.matchAll(
    /!\[[^\]]*\]\((pictures\/[\w-]+\.png)\)\n\n```html([^\n]*)\n([\s\S]*?)```/g,
  );
  return [...found].map(([, picture, words = '', html]) => {
    const page = /page=(\w+)/.exec(words)?.[1] ?? '1';
    return {
      picture: picture!,
      layout: (/official|letter/.exec(words)?.[0] as 'official' | 'letter') ?? 'pledge',
      html: html!,
      page: page === 'last' ? page : Number(page),
      at: (/at=(foot|page)/.exec(words)?.[1] as 'foot' | 'page') ?? 'text',
    };
  });
}
