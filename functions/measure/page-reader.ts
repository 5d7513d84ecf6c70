// Runs one page's operators and keeps where each glyph and stroke comes to lie.
import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { apply, boxOf, type Matrix, multiply } from './matrix.ts';
import type { Box, Glyph, Stroke } from './page.ts';

interface State {
  ctm: Matrix;
  font: string;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  rise: number;
  leading: number;
  mode: number;
  fill: string;
  stroke: string;
  lineWidth: number;
  dashed: boolean;
}

/** A glyph as pdf.js decodes it. */
interface Shown {
  unicode: string;
  fontChar: string;
  width: number;
  isSpace: boolean;
}

/** The graphics and text state of ISO 32000-1 8.4 and 9.3, as far as it moves or colours anything here. */
export class PageReader {
  readonly glyphs: Glyph[] = [];
  readonly strokes: Stroke[] = [];
  readonly #page: PDFPageProxy;
  readonly #stack: State[] = [];
  readonly #outlines = new Map<string, Box | undefined>();
  #state: State;
  #text: Matrix = [1, 0, 0, 1, 0, 0];
  #line: Matrix = [1, 0, 0, 1, 0, 0];

  constructor(page: PDFPageProxy, ctm: Matrix) {
    this.#page = page;
    this.#state = {
      ctm,
      font: '',
      size: 0,
      charSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      rise: 0,
      leading: 0,
      mode: 0,
      fill: '#000000',
      stroke: '#000000',
      lineWidth: 1,
      dashed: false,
    };
  }

  // biome-ignore lint/suspicious/noExplicitAny: operands differ by operator.
  run(operator: number, args: any): void {
    const state = this.#state;
    switch (operator) {
      case OPS.save:
      case OPS.paintFormXObjectBegin:
        this.#stack.push({ ...state });
        if (args?.[0]) state.ctm = multiply(state.ctm, Array.from(args[0]) as Matrix);
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        this.#state = this.#stack.pop() ?? state;
        break;
      case OPS.transform:
        state.ctm = multiply(state.ctm, args);
        break;
      case OPS.setLineWidth:
        state.lineWidth = args[0];
        break;
      case OPS.setDash:
        state.dashed = args[0].length > 0;
        break;
      case OPS.setFillRGBColor:
        state.fill = args[0];
        break;
      case OPS.setStrokeRGBColor:
        state.stroke = args[0];
        break;
      case OPS.setFont:
        [state.font, state.size] = args;
        break;
      case OPS.setCharSpacing:
        state.charSpacing = args[0];
        break;
      case OPS.setWordSpacing:
        state.wordSpacing = args[0];
        break;
      case OPS.setHScale:
        state.scale = args[0] / 100;
        break;
      case OPS.setTextRise:
        state.rise = args[0];
        break;
      case OPS.setLeading:
        state.leading = -args[0];
        break;
      case OPS.setTextRenderingMode:
        state.mode = Number(args[0]);
        break;
      case OPS.beginText:
        this.#text = this.#line = [1, 0, 0, 1, 0, 0];
        break;
      case OPS.setTextMatrix:
        this.#text = this.#line = Array.from(args[0]) as Matrix;
        break;
      case OPS.moveText:
        this.#moveLine(args[0], args[1]);
        break;
      case OPS.setLeadingMoveText:
        state.leading = args[1];
        this.#moveLine(args[0], args[1]);
        break;
      case OPS.nextLine:
        this.#moveLine(0, state.leading);
        break;
      case OPS.showText:
        this.#show(args[0]);
        break;
      case OPS.constructPath:
        this.#path(args[0], Array.from(args[2] ?? []) as number[]);
        break;
    }
  }

  #moveLine(x: number, y: number): void {
    this.#text = this.#line = multiply(this.#line, [1, 0, 0, 1, x, y]);
  }

  /** 9.4.4: numbers move the pen back by thousandths of the size. */
  #show(items: (Shown | number)[]): void {
    const state = this.#state;
    const font = this.#page.commonObjs.get(state.font);
    if (font.vertical) throw new Error(`${font.name} is written vertically`);
    for (const item of items) {
      if (typeof item === 'number') {
        this.#advance((-item / 1000) * state.size * state.scale);
        continue;
      }
      const width = item.width * font.fontMatrix[0] * state.size;
      const spacing = state.charSpacing + (item.isSpace ? state.wordSpacing : 0);
      this.#glyph(item, font.name, width * state.scale);
      this.#advance((width + spacing) * state.scale);
    }
  }

  #advance(by: number): void {
    this.#text = multiply(this.#text, [1, 0, 0, 1, by, 0]);
  }

  #glyph(item: Shown, font: string, width: number): void {
    const { ctm, size, scale, rise, fill, mode } = this.#state;
    const matrix = multiply(ctm, multiply(this.#text, [scale, 0, 0, 1, 0, rise]));
    const [x, baseline] = apply(matrix, 0, 0);
    const [endX, endY] = apply(matrix, 1, 0);
    const along = Math.hypot(endX - x, endY - baseline);
    const outline = this.#outline(item.fontChar);
    this.glyphs.push({
      text: item.unicode,
      x,
      baseline,
      width: width * along,
      size: size * Math.hypot(matrix[2], matrix[3]),
      font: font.replace(/^[A-Z]{6}\+/, ''),
      colour: fill,
      thickened: mode !== 0,
      turn: (Math.round((Math.atan2(endY - baseline, endX - x) / Math.PI) * 180) + 360) % 360,
      ...(outline ? { ink: boxOf(multiply(matrix, [size, 0, 0, size, 0, 0]), outline) } : {}),
    });
  }

  #outline(character: string): Box | undefined {
    const id = `${this.#state.font}_path_${character}`;
    if (!this.#outlines.has(id)) {
      const { commonObjs } = this.#page;
      this.#outlines.set(id, commonObjs.has(id) ? boundsOf(commonObjs.get(id).path) : undefined);
    }
    return this.#outlines.get(id);
  }

  #path(painted: number, bounds: number[]): void {
    const { ctm, fill, stroke, lineWidth, dashed } = this.#state;
    if (bounds.length < 4) return;
    const strokes = STROKING.has(painted);
    if (!strokes && !FILLING.has(painted)) return;
    const [left, top, right, bottom] = bounds as [number, number, number, number];
    this.strokes.push({
      ...boxOf(ctm, { left, top, right, bottom }),
      width: strokes ? lineWidth * Math.hypot(ctm[0], ctm[1]) : 0,
      colour: strokes ? stroke : fill,
      dashed: strokes && dashed,
    });
  }
}

const STROKING = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const FILLING = new Set([OPS.fill, OPS.eoFill]);

/** Of an outline, in ems; undefined for blanks. Control points count, which is enough for 0.1 mm. */
function boundsOf(path: ArrayLike<number>): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  // pdf.js: 0 moveTo, 1 lineTo, 2 cubic, 3 quadratic, 4 close; each with its points.
  const points = [1, 1, 3, 2, 0];
  for (let at = 0; at < path.length; ) {
    const count = points[path[at++]!]!;
    for (let point = 0; point < count; point++) {
      const x = path[at++]!;
      const y = path[at++]!;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  }
  return left < right ? { left, top, right, bottom } : undefined;
}
