// Lines in the cells of ruled tables: those between the same four strokes.
import type { Line } from './lines.ts';
import type { Stroke } from './page.ts';
import type { Sheet } from './sheet.ts';

export interface Cell {
  /** From top to bottom. */
  lines: Line[];
  /** Between its strokes, in pt. */
  width: number;
}

/** `lines` of all pages; one that has no stroke at one of its sides is in no cell. */
export function cellsOf(sheets: readonly Sheet[], lines: readonly Line[]): Cell[] {
  return sheets.flatMap(({ number, upright, wide }) => {
    const { strokes } = wide ?? upright;
    const ups = strokes.filter(({ left, right, top, bottom }) => right - left < 2 && bottom - top > 2);
    const acrosses = strokes.filter(({ left, right, top, bottom }) => bottom - top < 2 && right - left > 2);
    const cells = new Map<string, Cell>();
    for (const line of lines) {
      if (line.page !== number || !line.ruled) continue;
      const edges = edgesOf(line, ups, acrosses);
      if (!edges) continue;
      const cell = cells.get(edges.join(' ')) ?? { lines: [], width: edges[1] - edges[0] };
      cell.lines.push(line);
      cells.set(edges.join(' '), cell);
    }
    return [...cells.values()];
  });
}

/** Left, right, upper and lower, whole pt. */
function edgesOf(
  { ink, baseline, size }: Line,
  ups: readonly Stroke[],
  acrosses: readonly Stroke[],
): [number, number, number, number] | undefined {
  const middle = { x: (ink.left + ink.right) / 2, y: baseline - size / 3 };
  const beside = ups.filter(({ top, bottom }) => top < middle.y && bottom > middle.y).map(({ left }) => left);
  const about = acrosses
    .filter(({ left, right }) => left < middle.x && right > middle.x)
    .map(({ top }) => top);
  const edges: [number, number, number, number] = [
    Math.max(...beside.filter((x) => x < middle.x)),
    Math.min(...beside.filter((x) => x > middle.x)),
    Math.max(...about.filter((y) => y < middle.y)),
    Math.min(...about.filter((y) => y > middle.y)),
  ];
  if (!edges.every(Number.isFinite)) return undefined;
  return edges.map(Math.round) as typeof edges;
}
