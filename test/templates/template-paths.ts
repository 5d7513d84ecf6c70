// Which fields of its view a template names, found in its source without running it.
import Handlebars from 'handlebars';

type Context = unknown;

/** The paths of `source` that `view` does not have; `[]` if all are there. Rows are taken as one row with every key. */
export function unknownPaths(source: string, view: object): { seen: number; unknown: string[] } {
  const unknown: string[] = [];
  let seen = 0;

  function program(node: hbs.AST.Program | undefined, context: Context): void {
    for (const statement of node?.body ?? []) {
      if (statement.type === 'MustacheStatement') expression(statement as never, context);
      else if (statement.type === 'BlockStatement') block(statement as never, context);
    }
  }

  function block(node: hbs.AST.BlockStatement, context: Context): void {
    const value = node.params[0] ? expression(node.params[0], context) : undefined;
    const inner = (node.path as hbs.AST.PathExpression).original === 'each' ? merged(value) : context;
    program(node.program, inner);
    program(node.inverse, context);
  }

  function expression(node: hbs.AST.Node, context: Context): unknown {
    if (node.type === 'PathExpression') return resolve(node as hbs.AST.PathExpression, context);
    if (node.type !== 'SubExpression' && node.type !== 'MustacheStatement') return undefined;
    const call = node as hbs.AST.SubExpression;
    if (!call.params.length) return expression(call.path, context);
    const name = (call.path as hbs.AST.PathExpression).original;
    if (name === 'has') resolveParts([(call.params[0] as hbs.AST.StringLiteral).value], context);
    const values = call.params.map((parameter) => expression(parameter, context));
    return name === 'paragraphs' ? String(values[0]).split('\n') : undefined;
  }

  function resolve(path: hbs.AST.PathExpression, context: Context): unknown {
    return path.data ? undefined : resolveParts(path.parts, context);
  }

  function resolveParts(parts: readonly string[], context: Context): unknown {
    seen += 1;
    let at = context;
    for (const part of parts) {
      if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) {
        unknown.push(parts.join('.'));
        return undefined;
      }
      at = (at as Record<string, unknown>)[part];
    }
    return at;
  }

  program(Handlebars.parse(source), view);
  return { seen, unknown };
}

function merged(rows: unknown): Context {
  const list = rows as unknown[];
  return typeof list[0] === 'object' ? Object.assign({}, ...(list as object[])) : list[0];
}
