// What is thrown when a template, not a person's input, is wrong: it is a programmer's mistake, found with its place.

export class TemplateFault extends Error {
  override readonly name = 'TemplateFault';
  /** 1-based line in the text named by `source`. */
  readonly line: number;
  /** 1-based column. */
  readonly column: number;

  constructor(what: string, place: { source: string; line: number; column: number }, options?: ErrorOptions) {
    super(`${place.source}:${place.line}:${place.column}: ${what}`, options);
    this.line = place.line;
    this.column = place.column;
  }
}
