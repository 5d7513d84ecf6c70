// What the typesetter cannot say with its tags: heads of rows, items of lists.
import { PDFArray, PDFDict, PDFName, type PDFRef } from 'pdf-lib';
import { elementsIn, elementsOf, isTagged, kids, type StructureTree } from './structure-tree.ts';

const name = (text: string): PDFName => PDFName.of(text);

/** Changes the tags of `tree` in place; text and looks stay. */
export function finishTags(tree: StructureTree): void {
  for (const { ref, element } of elementsOf(tree)) {
    if (isTagged(element, 'Table')) nameRows(tree, element);
    if (isTagged(element, 'L')) itemize(tree, ref, element);
  }
}

/**
 * A table without a head has the names of its rows in its first column: facts and signature blocks. They become
 * header cells with the scope of their row (ISO 32000-1 14.8.5.7, table 349; ISO 14289-1 7.5).
 */
function nameRows(tree: StructureTree, table: PDFDict): void {
  const rows = elementsIn(tree, table);
  const cells = rows.map(({ element }) => elementsIn(tree, element));
  const headed = rows.some(({ element }) => !isTagged(element, 'TR'));
  if (headed || cells.flat().some(({ element }) => !isTagged(element, 'TD'))) return;
  for (const [first] of cells) {
    if (first) nameRow(tree, first.element);
  }
}

function nameRow({ document }: StructureTree, cell: PDFDict): void {
  const { context } = document;
  const written = cell.lookupMaybe(name('A'), PDFArray)?.asArray() ?? [];
  // What it has as a data cell of a table, the empty /Headers, goes.
  const kept = written.filter((one) => context.lookup(one, PDFDict).get(name('O')) !== name('Table'));
  cell.set(name('S'), name('TH'));
  cell.set(name('A'), context.obj([...kept, context.obj({ O: 'Table', Scope: 'Row' })]));
}

/** A list holds items, an item its body (14.8.4.3.3): our numbers belong to the text, so there is no label. */
function itemize(tree: StructureTree, list: PDFRef, element: PDFDict): void {
  const { context } = tree.document;
  const items = kids(element).map((kid) => {
    const inner = elementsIn(tree, element).find(({ ref }) => ref === kid)?.element;
    if (!inner || !isTagged(inner, 'P')) return kid;
    const item = context.register(context.obj({ Type: 'StructElem', S: 'LI', P: list, K: [kid] }));
    inner.set(name('S'), name('LBody'));
    inner.set(name('P'), item);
    return item;
  });
  element.set(name('K'), context.obj(items));
  // /ListNumbering speaks of labels.
  element.delete(name('A'));
}
