// What the checker sees of a finished page: glyphs and strokes with their places, in pt from the upper left corner.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Glyph {
  text: string;
  /** Where the pen stands before the glyph, and how far the font moves it on. */
  x: number;
  baseline: number;
  width: number;
  size: number;
  /** The base font's name without its subset tag. */
  font: string;
  /** #rrggbb */
  colour: string;
  /** Outlined as well as filled: bold that no font has. */
  thickened: boolean;
  /** Degrees clockwise from upright, 0 to 359. */
  turn: number;
  /** Absent for blanks. */
  ink?: Box;
}

/** A line or the border of a box. `width` is that of the stroke; of a filled area it is 0. */
export interface Stroke extends Box {
  width: number;
  colour: string;
  dashed: boolean;
}

export interface Page {
  /** From 1. */
  number: number;
  width: number;
  height: number;
  glyphs: Glyph[];
  strokes: Stroke[];
}

const PT_PER_MM = 72 / 25.4;
export const mm = (millimetres: number): number => millimetres * PT_PER_MM;
export const inMm = (pt: number): number => pt / PT_PER_MM;

export function union(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** Whether they overlap, or lie within 1 pt of each other. */
export function touches(a: Box, b: Box): boolean {
  return a.left < b.right + 1 && b.left < a.right + 1 && a.top < b.bottom + 1 && b.top < a.bottom + 1;
}
