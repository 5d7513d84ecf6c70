// Where the signature boxes of the base are (V9, V10): the pages, each once, and the fields on them, each on one.
import type { Field } from './base-rules.ts';
import { isKind, isName, type PdfDictionary, type PdfValue } from './pdf-values.ts';
import type { Revision } from './revisions.ts';
import { must } from './unsound.ts';

/** What our fields have; anything else would act, lock others or look different. */
const FIELD_KEYS = ['Type', 'Subtype', 'FT', 'T', 'TU', 'Rect', 'F', 'P', 'AP', 'StructParent'];
/** Print and Locked (ISO 32000-1 12.5.3): seen and printed, never hidden. */
const SHOWN = 4 | 128;

interface Box {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

/**
 * Throws Unsound (V9) unless the page tree (7.7.3) is a tree: every page and node in it once, under the parent it
 * names, counted rightly, and none outside it. Returns the pages by object number, with the box each is cut to.
 */
export function pagesOf({ objects, trailer }: Revision): Map<number, { page: PdfDictionary; box: Box }> {
  const pages = new Map<number, { page: PdfDictionary; box: Box }>();
  const nodes = new Set<number>();
  const at = (value: PdfValue | undefined): PdfDictionary => {
    const found = isKind(value, 'reference') ? objects.get(value.number) : undefined;
    must(found instanceof Map, 'V9', 'the page tree leads to something else');
    return found;
  };
  /** Pages below the node; `media` is the size it inherits (7.7.3.4). Depth is that of the tree: few levels. */
  const count = (
    kid: PdfValue | undefined,
    parent: number | undefined,
    media: PdfValue | undefined,
    depth: number,
  ) => {
    const node = at(kid);
    const { number } = kid as { number: number };
    must(depth <= 32, 'V11', 'a page tree of more than 32 levels');
    must(!pages.has(number) && !nodes.has(number), 'V9', `page ${number} twice in the page tree`);
    const above = node.get('Parent');
    const named =
      parent === undefined ? above === undefined : isKind(above, 'reference') && above.number === parent;
    must(named, 'V9', `page ${number} names another parent`);
    const size = node.get('MediaBox') ?? media;
    if (isName(node.get('Type'), 'Page')) {
      pages.set(number, { page: node, box: cut(boxOf(size), node.get('CropBox')) });
      return 1;
    }
    must(isName(node.get('Type'), 'Pages'), 'V9', `object ${number} of the page tree is no page`);
    nodes.add(number);
    const kids = node.get('Kids');
    must(Array.isArray(kids), 'V9', 'a node of the page tree without pages');
    let below = 0;
    for (const one of kids) below += count(one, number, size, depth + 1);
    must(node.get('Count') === below, 'V9', 'the page tree counts its pages wrongly');
    return below;
  };
  const catalog = at(trailer.get('Root'));
  count(catalog.get('Pages'), undefined, undefined, 0);
  for (const [number, object] of objects) {
    const type = object instanceof Map ? object.get('Type') : undefined;
    const outside =
      (isName(type, 'Page') && !pages.has(number)) || (isName(type, 'Pages') && !nodes.has(number));
    must(!outside, 'V9', `page ${number} outside the page tree`);
    must(!isName(type, 'Catalog') || object === catalog, 'V9', 'a second catalog');
  }
  return pages;
}

/** V10: every field is shown by one page, within it, apart from the others, and shows nothing before it is signed. */
export function checkBoxes(base: Revision, fields: readonly Field[]): void {
  const pages = pagesOf(base);
  const shownOn = new Map<number, number>();
  for (const [number, { page }] of pages) {
    const annotations = page.get('Annots') ?? [];
    must(Array.isArray(annotations), 'V10', 'a list of boxes in another object');
    for (const one of annotations) {
      const field = isKind(one, 'reference') && fields.find((field) => field.number === one.number);
      must(field, 'V10', `page ${number} shows the box of no field`);
      must(!shownOn.has(field.number), 'V10', `the box of field ${field.name} is shown twice`);
      shownOn.set(field.number, number);
    }
  }
  const boxes = fields.map(({ number, name, dictionary }) => {
    const other = [...dictionary.keys()].find((key) => !FIELD_KEYS.includes(key));
    must(other === undefined, 'V10', `field ${name}: entry /${other}`);
    must(dictionary.get('F') === SHOWN, 'V10', `field ${name} is not one that is seen and printed`);
    const page = shownOn.get(number);
    const named = dictionary.get('P');
    must(page !== undefined && isKind(named, 'reference'), 'V10', `field ${name} is shown by no page`);
    must(named.number === page, 'V10', `field ${name} names another page`);
    const box = boxOf(dictionary.get('Rect'));
    must(box && contains(pages.get(page)!.box, box), 'V10', `the box of field ${name} is not on its page`);
    checkPlaceholder(name, dictionary.get('AP'), base);
    return { name, page, ...box };
  });
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(0, i)) {
      const apart = a.left >= b.right || b.left >= a.right || a.bottom >= b.top || b.bottom >= a.top;
      must(a.page !== b.page || apart, 'V10', `the boxes of ${b.name} and ${a.name} overlap`);
    }
  });
}

/** What an unsigned field showed would be gone with its signature. */
function checkPlaceholder(field: string, appearance: PdfValue | undefined, { objects }: Revision): void {
  if (appearance === undefined) return;
  const form = appearance instanceof Map && appearance.size === 1 ? appearance.get('N') : undefined;
  const stream = isKind(form, 'reference') ? objects.get(form.number) : undefined;
  must(isKind(stream, 'stream'), 'V10', `field ${field}: its appearance is not one form`);
  must(stream.data.length === 0, 'V10', `field ${field} shows something before it is signed`);
}

/** A rectangle (7.9.5) with its lower left corner first and an area; anything else is undefined. */
export function boxOf(value: PdfValue | undefined): Box | undefined {
  if (!Array.isArray(value) || value.length !== 4) return undefined;
  const numbers = value.filter((side): side is number => typeof side === 'number' && Number.isFinite(side));
  const [left, bottom, right, top] = numbers as [number, number, number, number];
  return numbers.length === 4 && left < right && bottom < top ? { left, bottom, right, top } : undefined;
}

function cut(media: Box | undefined, crop: PdfValue | undefined): Box {
  const cropped = crop === undefined ? media : boxOf(crop);
  must(media && cropped, 'V9', 'a page without a size');
  return {
    left: Math.max(media.left, cropped.left),
    bottom: Math.max(media.bottom, cropped.bottom),
    right: Math.min(media.right, cropped.right),
    top: Math.min(media.top, cropped.top),
  };
}

const contains = (outer: Box, inner: Box): boolean =>
  inner.left >= outer.left &&
  inner.right <= outer.right &&
  inner.bottom >= outer.bottom &&
  inner.top <= outer.top;
