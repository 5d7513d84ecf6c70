// Which fields of its view a template names, found in its source without running it.
import Handlebars from 'handlebars';

export interface UnknownPath {
  /** `town.area`, as the template writes it. */
  path: string;
  /** 1-based place in the source. */
  line: number;
  column: number;
}

/** What is below a list without rows, or below a field that is not there: nothing is known, so nothing is wrong. */
const ANYTHING = Symbol('anything');

/**
 * The paths of `source` that `view` does not have, in branches not taken too; `unknown` is empty if all are there.
 * Rows are taken as one row with every key. Throws what Handlebars throws for a source that it cannot read.
 */
export function unknownPaths(source: string, view: object): { seen: number; unknown: UnknownPath[] } {
  const unknown: UnknownPath[] = [];
  let seen = 0;

  function program(node: hbs.AST.Program | undefined, contexts: readonly unknown[]): void {
    for (const statement of node?.body ?? []) {
      if (statement.type === 'MustacheStatement') expression(statement as never, contexts);
      else if (statement.type === 'BlockStatement') block(statement as never, contexts);
    }
  }

  function block(node: hbs.AST.BlockStatement, contexts: readonly unknown[]): void {
    const value = node.params[0] ? expression(node.params[0], contexts) : undefined;
    const name = (node.path as hbs.AST.PathExpression).original;
    const inner = { each: () => merged(value), with: () => value ?? ANYTHING }[name as string];
    program(node.program, inner ? [...contexts, inner()] : contexts);
    program(node.inverse, contexts);
  }

  function expression(node: hbs.AST.Node, contexts: readonly unknown[]): unknown {
    if (node.type === 'PathExpression') {
      const { data, depth, parts, loc } = node as hbs.AST.PathExpression;
      return data ? undefined : resolve(parts, contexts.at(-1 - depth), loc);
    }
    if (node.type !== 'SubExpression' && node.type !== 'MustacheStatement') return undefined;
    const call = node as hbs.AST.SubExpression;
    if (!call.params.length) return expression(call.path, contexts);
    const name = (call.path as hbs.AST.PathExpression).original;
    if (name === 'has') {
      const { value, loc } = call.params[0] as hbs.AST.StringLiteral;
      resolve([value], contexts.at(-1), loc);
    }
    const values = call.params.map((parameter) => expression(parameter, contexts));
    return name === 'paragraphs' ? String(values[0]).split('\n') : undefined;
  }

  function resolve(parts: readonly string[], context: unknown, { start }: hbs.AST.SourceLocation): unknown {
    seen += 1;
    let at = context;
    for (const part of parts) {
      if (at === ANYTHING) return ANYTHING;
      if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) {
        unknown.push({ path: parts.join('.'), line: start.line, column: start.column + 1 });
        return ANYTHING;
      }
      at = (at as Record<string, unknown>)[part];
    }
    return at;
  }

  program(Handlebars.parse(source), [view]);
  return { seen, unknown };
}

function merged(rows: unknown): unknown {
  if (!Array.isArray(rows) || rows.length === 0) return ANYTHING;
  return typeof rows[0] === 'object' ? Object.assign({}, ...rows) : rows[0];
}
