// The tags of a PDF as pdf.js hands them to a screen reader, with the text they hold.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';

export interface Tag {
  role: string;
  /** Of the tag and of all in it. */
  text: string;
  /** Alternate names of the fields in it (/TU). */
  fields: string[];
  children: Tag[];
}

interface Node {
  role?: string;
  type?: string;
  id?: string;
  children?: Node[];
}

type Item = { str: string } | { type: string; id?: string };

/** What pdf.js puts before the identifier of an annotation in its tree. */
const PREFIX = 'pdfjs_internal_id_';

/** In reading order, page after page; tags that go over a page appear on both. */
export async function readTags(pdf: Uint8Array): Promise<Tag[]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0, disableFontFace: true });
  try {
    const document = await task.promise;
    const tags: Tag[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      const texts = textsOf(items as Item[]);
      const annotations = await page.getAnnotations();
      const names = new Map(annotations.map((one) => [`${PREFIX}${one.id}`, one.alternativeText as string]));
      const tree = (await page.getStructTree()) as Node | null;
      tags.push(...(tree?.children ?? []).flatMap((node) => tagOf(node, texts, names)));
    }
    return tags;
  } finally {
    await task.destroy();
  }
}

/** All tags, each before what it holds. */
export function flat(tags: readonly Tag[]): Tag[] {
  return tags.flatMap((tag) => [tag, ...flat(tag.children)]);
}

function textsOf(items: readonly Item[]): Map<string, string> {
  const texts = new Map<string, string>();
  const open: (string | undefined)[] = [];
  for (const item of items) {
    if (!('str' in item)) {
      if (item.type === 'endMarkedContent') open.pop();
      else open.push(item.id);
      continue;
    }
    const id = open.findLast((one) => one !== undefined);
    if (id) texts.set(id, (texts.get(id) ?? '') + item.str);
  }
  return texts;
}

function tagOf(node: Node, texts: Map<string, string>, names: Map<string, string>): Tag[] {
  if (!node.role) return [];
  const nodes = node.children ?? [];
  const children = nodes.flatMap((child) => tagOf(child, texts, names));
  const own = nodes.filter(({ role }) => role === undefined);
  const inner = nodes.map((child) =>
    child.role === undefined ? (texts.get(child.id ?? '') ?? '') : children[childIndex(nodes, child)]!.text,
  );
  const fields = own.flatMap(({ type, id }) => (type === 'annotation' ? [names.get(id ?? '') ?? ''] : []));
  return [
    {
      role: node.role,
      text: inner.join(''),
      fields: [...fields, ...children.flatMap((tag) => tag.fields)],
      children,
    },
  ];
}

/** Among the children that are tags themselves. */
function childIndex(nodes: readonly Node[], child: Node): number {
  return nodes.filter(({ role }) => role !== undefined).indexOf(child);
}
