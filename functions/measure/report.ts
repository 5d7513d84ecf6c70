// A finished PDF against the rules of its format, and the lines that say so to those who write templates.
import { measure } from './document.ts';
import { FORMATS, type Format } from './formats.ts';
import { readPages } from './read-pages.ts';
import type { Measurement, Rule } from './rule.ts';

export interface Result {
  rule: Rule;
  /** Every place it was measured at; empty where the document has no such element. */
  measurements: Measurement[];
}

export async function check(pdf: Uint8Array, format: Format): Promise<Result[]> {
  const document = measure(await readPages(pdf));
  return FORMATS[format].map((rule) => ({ rule, measurements: rule.check(document) }));
}

export const failed = ({ measurements }: Result): boolean => measurements.some(({ ok }) => !ok);

/** One line per failed rule; if `verbose`, each of its places, and the rules that were kept. */
export function report(results: readonly Result[], verbose = false): string[] {
  return results.flatMap(({ rule, measurements }) => {
    const head = `${rule.element}（${rule.clause}）`;
    const wrong = measurements.filter(({ ok }) => !ok);
    const [first] = wrong;
    if (first) {
      const places = wrong.length > 1 && !verbose ? `，共${wrong.length}处` : '';
      return (verbose ? wrong : [first]).map((one) => `不合　${head}　${told(one)}${places}`);
    }
    if (!verbose) return [];
    const [kept] = measurements;
    return [`合　　${head}　${kept ? `${told(kept)}，测量${measurements.length}处` : '本文没有，未测量'}`];
  });
}

function told({ page, expected, found }: Measurement): string {
  return `第${page}面　应为 ${expected}　实为 ${found}`;
}
