// The tags of a document (ISO 32000-1 14.7), as far as its signature fields and its tables have to enter them.
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFString,
} from 'pdf-lib';

export interface StructureTree {
  document: PDFDocument;
  root: PDFDict;
}

const name = (text: string): PDFName => PDFName.of(text);

/** Undefined for a document without tags. */
export function structureOf(document: PDFDocument): StructureTree | undefined {
  const root = document.catalog.lookupMaybe(name('StructTreeRoot'), PDFDict);
  return root && { document, root };
}

/** All structure elements in reading order, each before what it holds (14.8.2.3.1). */
export function elementsOf(tree: StructureTree): { ref: PDFRef; element: PDFDict }[] {
  const found: { ref: PDFRef; element: PDFDict }[] = [];
  const visit = (parent: PDFDict): void => {
    for (const { ref, element } of elementsIn(tree, parent)) {
      found.push({ ref, element });
      visit(element);
    }
  };
  visit(tree.root);
  return found;
}

/** The elements directly in another one; marked content (14.7.4) is passed over. */
export function elementsIn(
  { document }: StructureTree,
  parent: PDFDict,
): { ref: PDFRef; element: PDFDict }[] {
  return kids(parent).flatMap((ref) => {
    const element = ref instanceof PDFRef ? document.context.lookup(ref) : undefined;
    return ref instanceof PDFRef && element instanceof PDFDict && element.has(name('S'))
      ? [{ ref, element }]
      : [];
  });
}

/** /K is one kid or an array of them (table 323). */
export function kids(parent: PDFDict): PDFObject[] {
  const value = parent.lookup(name('K'));
  if (value instanceof PDFArray) return value.asArray();
  const one = parent.get(name('K'));
  return one ? [one] : [];
}

export const isTagged = (element: PDFDict, type: string): boolean => element.get(name('S')) === name(type);

/**
 * Nests a field in a Form element (14.8.4.5, table 340), in place of the figure whose /Alt is the field's name: that
 * is how a layout says where in the reading order it stands. A document without such a figure has it at its end.
 */
export function nestField(tree: StructureTree, field: { name: string; widget: PDFRef; page: PDFRef }): void {
  const { context } = tree.document;
  const place =
    elementsOf(tree).find(
      ({ element }) => isTagged(element, 'Figure') && alternative(element) === field.name,
    ) ?? appended(tree);
  const { element, ref } = place;
  for (const key of ['Alt', 'A', 'Pg']) element.delete(name(key));
  element.set(name('S'), name('Form'));
  element.set(name('K'), context.obj({ Type: 'OBJR', Obj: field.widget, Pg: field.page }));
  const key = nextKey(tree);
  context.lookup(field.widget, PDFDict).set(name('StructParent'), PDFNumber.of(key));
  parentNumbers(tree).push(PDFNumber.of(key));
  parentNumbers(tree).push(ref);
  tree.root.set(name('ParentTreeNextKey'), PDFNumber.of(key + 1));
}

function alternative(element: PDFDict): string | undefined {
  const text = element.lookup(name('Alt'));
  return text instanceof PDFHexString || text instanceof PDFString ? text.decodeText() : undefined;
}

function appended(tree: StructureTree): { ref: PDFRef; element: PDFDict } {
  const { context } = tree.document;
  const [top] = elementsIn(tree, tree.root);
  if (!top) throw new RangeError('the tags of the document are empty');
  const element = context.obj({ Type: 'StructElem', S: 'Form', P: top.ref });
  const ref = context.register(element);
  top.element.set(name('K'), context.obj([...kids(top.element), ref]));
  return { ref, element };
}

/** The number tree of 14.7.4.4, which the typesetter writes in one node. */
function parentNumbers({ root }: StructureTree): PDFArray {
  return root.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray);
}

function nextKey(tree: StructureTree): number {
  return tree.root.lookup(name('ParentTreeNextKey'), PDFNumber).asNumber();
}
