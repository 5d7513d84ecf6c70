// A title's lines (GB/T 9704-2012 7.3.1): whole words, symmetrical, a trapezoid or a diamond.
import { breakCosts, forbidden, NEVER, PARTING } from './title-words.ts';
import { SOFT_BREAK } from './vocabulary.ts';

/** The cost of two characters alone in a line, and of a line that is shorter than both around it. */
const SHORT = 100;

/**
 * As few lines as can be, of nearly equal length but never the same, none short between two longer ones, none of one character, nor of two
 * where that can be avoided. Broken at the author's soft breaks when these do, else at the ends of words.
 *
 * @param lines the author's own, with SOFT_BREAKs.
 * @param capacity of a line, in full-width characters.
 * @returns the lines to set, without SOFT_BREAKs. A word wider than a line is parted; never a character.
 */
export function breakTitle(lines: readonly string[], capacity: number): string[] {
  const { characters, soft, ends } = readTitle(lines);
  const length = characters.length;
  const sums = [0];
  for (const character of characters) sums.push((sums.at(-1) as number) + widthOf(character));
  const width = (from: number, to: number) => ((sums[to] as number) - (sums[from] as number)) / 100;
  const widths = ends.map((end, n) => width(ends[n - 1] ?? 0, end));
  const least = widths.reduce((total, wide) => total + Math.max(1, Math.ceil(wide / capacity)), 0);

  const words = breakCosts(characters, (from, to) => width(from, to) <= capacity);
  const own = (costs: number[]) => costs.map((cost, at) => (soft.has(at) || ends.includes(at) ? 0 : cost));
  const bySoft = own(words.map(() => NEVER));
  const byWord = own(words);
  const kept = own(
    words.map((cost, at) => (forbidden(characters, at) ? NEVER : Math.min(cost, 10 * PARTING))),
  );
  // From what an author wants to what must be accepted.
  const soon = { costs: bySoft, strict: ends.length < least, most: least + 1 };
  const attempts: (Pick<Task, 'costs' | 'strict' | 'uneven'> & { most: number })[] = [
    { ...soon, uneven: true },
    {
      costs: own(words.map((cost) => (cost < PARTING ? cost : NEVER))),
      strict: true,
      uneven: true,
      most: least + 2,
    },
    soon,
    { costs: byWord, strict: true, most: least + 2 },
    { costs: byWord, strict: false, most: 2 * least },
    { costs: kept, strict: true, most: least + 2 },
    { costs: kept, strict: false, most: least + 2 },
    { costs: words.map(() => 0), strict: false, most: length },
  ];
  for (const { most, ...attempt } of attempts) {
    for (let count = least; count <= most; count++) {
      const chosen = cheapest({ ...attempt, count, length, ends, capacity, width });
      if (chosen) return chosen.map((to, n) => characters.slice(chosen[n - 1] ?? 0, to).join(''));
    }
  }
  return lines.map((line) => line.replaceAll(SOFT_BREAK, ''));
}

interface Task {
  count: number;
  length: number;
  /** Where the author's lines end. */
  ends: readonly number[];
  capacity: number;
  costs: readonly number[];
  /** No line that is shorter than both around it, and none of one character. */
  strict: boolean;
  /** No two lines after each other that differ by less than a character: they are no trapezoid. */
  uneven?: boolean;
  width(from: number, to: number): number;
}

interface Chosen {
  cost: number;
  ends: number[];
}

/** Where the lines of least cost end, by dynamic programming from the last line up; nothing if there are none. */
function cheapest(task: Task): number[] | undefined {
  const { count, length, ends, capacity, costs, strict, uneven = false, width } = task;
  const mean = width(0, length) / count;
  const breaks = costs.flatMap((cost, at) => (at > 0 && cost < NEVER ? [at] : []));
  const known = new Map<string, Chosen | undefined>();

  /** The rest of the title in `left` lines, below a line `above` wide; falling: one above was wider than the next. */
  function rest(from: number, above: number, left: number, falling: boolean): Chosen | undefined {
    if (left === 0) return from === length ? { cost: 0, ends: [] } : undefined;
    const key = `${from} ${above} ${left} ${falling}`;
    if (known.has(key)) return known.get(key);
    const forced = ends.find((end) => end > from) ?? length;
    let found: Chosen | undefined;
    for (const to of breaks) {
      if (to <= from || (left === 1 && to < length)) continue;
      const wide = width(from, to);
      if (to > forced || wide > capacity) break;
      const waist = falling && wide > above;
      const single = to - from === 1;
      if (strict && (waist || single)) continue;
      if (uneven && from > 0 && Math.abs(wide - above) < 1) continue;
      const later = rest(to, wide, left - 1, falling || wide < above);
      if (!later) continue;
      const shape =
        (waist ? SHORT : 0) + (single ? 2 * SHORT : to - from === 2 ? SHORT : 0) + Number(wide === above);
      const cost = later.cost + shape + (costs[to] as number) + (wide - mean) ** 2;
      if (!found || cost < found.cost) found = { cost, ends: [to, ...later.ends] };
    }
    known.set(key, found);
    return found;
  }
  return rest(0, 0, count, false)?.ends;
}

function readTitle(lines: readonly string[]): { characters: string[]; soft: Set<number>; ends: number[] } {
  const characters: string[] = [];
  const soft = new Set<number>();
  const ends = lines.map((line) => {
    for (const character of line) {
      if (character === SOFT_BREAK) soft.add(characters.length);
      else characters.push(character);
    }
    return characters.length;
  });
  return { characters, soft, ends };
}

/**
 * In hundredths of a full-width character, whole, so that twenty of them are no more than a line. A little more than
 * fonts have for Latin, so that no line turns out wider than it may be.
 */
function widthOf(character: string): number {
  if (/[A-Z%@]/.test(character)) return 80;
  return character <= '\u00ff' ? 62 : 100;
}
