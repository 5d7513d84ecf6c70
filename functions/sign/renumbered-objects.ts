// Takes what is reachable out of a pdf-lib document and numbers it without holes.
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNull,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from 'pdf-lib';
import type { WrittenObject } from './pdf-writer.ts';

/**
 * The objects reachable from `roots`, numbered from `first` in order of discovery, the roots first.
 * pdf-lib keeps numbers of object streams it has dissolved; a hole in the table of the base makes Acrobat
 * doubt the first signature once a second one is appended (Hopding/pdf-lib issue 1388). Unreachable objects
 * stay behind, so that nothing sleeps in a file that is going to be signed.
 */
export function renumberedObjects(
  context: PDFContext,
  roots: readonly PDFRef[],
  first: number,
): WrittenObject[] {
  const numbers = new Map<PDFRef, number>();
  const queue: { ref: PDFRef; object: PDFObject }[] = [];
  const discover = (object: PDFObject): void => {
    if (object instanceof PDFRef) {
      const target = context.lookup(object);
      if (numbers.has(object) || target === undefined) return;
      numbers.set(object, first + numbers.size);
      queue.push({ ref: object, object: target });
    } else for (const child of children(object)) discover(child);
  };
  for (const root of roots) discover(root);
  // The queue grows while it is walked: breadth first, however deep the page tree is.
  for (const { object } of queue) for (const child of children(object)) discover(child);
  return queue.map(({ ref, object }) => ({
    number: numbers.get(ref) as number,
    body: bodyOf(renumbered(object, numbers, context)),
  }));
}

/** The length of a stream may stand in an object of its own (ISO 32000-1 7.3.10, example 3); it will not here. */
function children(object: PDFObject): PDFObject[] {
  if (object instanceof PDFArray) return object.asArray();
  if (object instanceof PDFDict) return object.values();
  if (object instanceof PDFStream) {
    return object.dict.entries().flatMap(([key, value]) => (key === PDFName.of('Length') ? [] : [value]));
  }
  return [];
}

function renumbered(object: PDFObject, numbers: ReadonlyMap<PDFRef, number>, context: PDFContext): PDFObject {
  if (object instanceof PDFRef) {
    const number = numbers.get(object);
    // 7.3.10: a reference to an undefined object is a reference to null.
    return number === undefined ? PDFNull : PDFRef.of(number);
  }
  if (object instanceof PDFArray) {
    const copy = PDFArray.withContext(context);
    for (const item of object.asArray()) copy.push(renumbered(item, numbers, context));
    return copy;
  }
  if (object instanceof PDFDict) {
    const entries = object
      .entries()
      .map(([key, value]) => [key, renumbered(value, numbers, context)] as const);
    return PDFDict.fromMapWithContext(new Map(entries), context);
  }
  if (object instanceof PDFStream) {
    const dictionary = renumbered(object.dict, numbers, context) as PDFDict;
    return PDFRawStream.of(dictionary, object.getContents());
  }
  return object;
}

function bodyOf(object: PDFObject): Uint8Array {
  const body = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(body, 0);
  return body;
}
