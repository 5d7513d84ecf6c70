// What the tests ask of a page, read by an HTML parser: its elements, texts and links.
import { DomUtils, parseDocument } from 'htmlparser2';

export interface PagePart {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

/** Every element of the page, in the order of the source. */
export function pageParts(html: Uint8Array): PagePart[] {
  const page = parseDocument(new TextDecoder().decode(html));
  return DomUtils.getElementsByTagName(() => true, page).map((element) => ({
    name: element.name,
    attributes: { ...element.attribs },
    text: DomUtils.textContent(element),
  }));
}

export function textOf(parts: readonly PagePart[], name: string): string {
  return parts.find((part) => part.name === name)?.text ?? '';
}

/** Values of href and src, as written. */
export function linksOf(parts: readonly PagePart[]): string[] {
  return parts.flatMap(({ attributes }) =>
    [attributes.href, attributes.src].filter((link) => link !== undefined),
  );
}
