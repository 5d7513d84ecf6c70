// Where something stands in a file of JSON: for a preview that points at what its author has to mend.

export interface JsonPlace {
  /** 1-based. */
  line: number;
  column: number;
}

/** What `file` holds is no JSON, or lacks what is asked of it. */
export class JsonSyntax extends Error {
  override readonly name = 'JsonSyntax';
  readonly place: JsonPlace;

  constructor(text: string, index: number) {
    const end = index >= text.trimEnd().length;
    super(
      end
        ? '文件没有写完，请检查末尾的括号和引号'
        : `这里不该是 ${text[index]}，请检查前面是否少了逗号、冒号、引号或括号`,
    );
    this.place = placeAt(text, Math.min(index, text.length));
  }
}

/** The value, and the index in `text` of each of its parts by its path (`town.boundaries.east`, `items.0.by`). */
export function readPlacedJson(text: string): { value: unknown; places: ReadonlyMap<string, number> } {
  const places = new Map<string, number>();
  let at = 0;

  function space(): void {
    while (/[ \t\r\n]/.test(text[at] ?? '')) at += 1;
  }
  function expect(character: string): void {
    space();
    if (text[at] !== character) throw new JsonSyntax(text, at);
    at += 1;
  }
  function token(pattern: RegExp): string {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) throw new JsonSyntax(text, at);
    at += found.length;
    return found;
  }
  function list(close: string, item: (index: number) => void): void {
    at += 1;
    space();
    for (let index = 0; text[at] !== close || index > 0; index += 1) {
      item(index);
      space();
      if (text[at] === close) break;
      expect(',');
    }
    at += 1;
  }
  function value(path: string): void {
    space();
    places.set(path, at);
    const within = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
    if (text[at] === '{')
      list('}', () => {
        space();
        const key = JSON.parse(token(STRING)) as string;
        expect(':');
        value(within(key));
      });
    else if (text[at] === '[') list(']', (index) => value(within(index)));
    else token(text[at] === '"' ? STRING : WORD);
  }

  value('');
  space();
  if (at < text.length) throw new JsonSyntax(text, at);
  return { value: JSON.parse(text), places };
}

/** RFC 8259 sections 6 and 7. */
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;

export function placeAt(text: string, index: number): JsonPlace {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
