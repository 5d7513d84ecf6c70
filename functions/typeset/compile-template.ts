// Handlebars source -> function of data -> HTML of the vocabulary.
import Handlebars from 'handlebars';
import { handlebarsFault } from './handlebars-fault.ts';
import { TemplateFault } from './template-fault.ts';
import { HELPERS, printable } from './template-helpers.ts';

/**
 * Compiles a template of the repository once, at start; never a text that came from outside.
 *
 * Strict: a field the data does not have is an error with the field's name (ask `has` for an optional one), a helper
 * that template-helpers.ts does not name is an error, and so is whatever goes round the escaping (`{{{x}}}`, `{{&x}}`)
 * or loads other text (partials, decorators). Only own properties of the data are seen. null, objects and lists are not
 * printed. A helper's name without arguments is a field of that name: `{{number}}` is the field, `{{number n}}` the helper.
 *
 * @param name says in messages which template is meant.
 * @throws {TemplateFault} with line and column of the template, here or when the returned function is called.
 */
export function compileTemplate(source: string, name: string): (data: object) => string {
  const environment = Handlebars.create();
  for (const builtIn of ['log', 'helperMissing', 'blockHelperMissing']) environment.unregisterHelper(builtIn);
  for (const [helper, work] of Object.entries(HELPERS)) environment.registerHelper(helper, placed(work));
  environment.registerHelper(PRINT, placed(print));
  environment.registerHelper(PRESENT, placed(present));

  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw toFault(cause, name, source);
    }
  };
  const template = attempt(() => {
    const program = environment.parse(source);
    new Strictness(name).accept(program);
    return environment.compile(program, {
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: Object.fromEntries(
        [...Object.keys(HELPERS), PRINT, PRESENT].map((helper) => [helper, true]),
      ) as never,
    });
  });
  // Said explicitly, so that an access to a prototype is refused without a warning on the console.
  const own = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };
  return (data) => attempt(() => template(data, own));
}

/** The helpers behind every `{{field}}` and every argument that is a field; no template can write these names. */
const PRINT = ' print';
const PRESENT = ' present';

function print(value: unknown, field: unknown): string {
  const found = present(value, field);
  try {
    return printable(found);
  } catch (cause) {
    throw new TypeError(`字段 ${field}：${(cause as Error).message}`, { cause });
  }
}

function present(value: unknown, field: unknown): unknown {
  if (value === undefined && /[“”‘’]/.test(String(field)))
    throw new ReferenceError(`${field}的引号应为半角，请改为 "…"`);
  if (value === undefined)
    throw new ReferenceError(`数据中没有 ${field}，请核对字段名；可能没有的字段先用 {{#if (has "…")}} 判断`);
  return value;
}

const BLOCKS: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'with']);
const PARTIAL = '不能用 {{> }} 引入别的模板，请把内容直接写在这里';
const DECORATOR = '不能用 {{* }}，请删去';

/** Adds the place of the call to what a helper throws. */
function placed(work: (...values: never[]) => unknown): Handlebars.HelperDelegate {
  return function (this: unknown, ...values: unknown[]) {
    try {
      return work.apply(this, values as never[]);
    } catch (cause) {
      const { start } = (values.at(-1) as { loc: hbs.AST.SourceLocation }).loc;
      throw Object.assign(cause as Error, { lineNumber: start.line, column: start.column });
    }
  };
}

/** Walks a parsed template, refuses what a document template may not do, and makes `{{field}}` a checked print. */
class Strictness extends Handlebars.Visitor {
  constructor(private readonly source: string) {
    super();
  }

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    if (!statement.escaped)
      this.refuse('{{{ }}} 和 {{& }} 会输出未转义的内容，不能使用，请改用 {{ }}', statement);
    super.MustacheStatement(statement);
    const { path, params, loc } = statement;
    if (path.type !== 'PathExpression' || params.length) this.checkCall(statement);
    else
      Object.assign(statement, {
        path: helperName(PRINT, loc),
        params: fieldAndName(path as hbs.AST.PathExpression),
      });
  }
  override SubExpression(expression: hbs.AST.SubExpression): void {
    super.SubExpression(expression);
    this.checkCall(expression);
  }
  override BlockStatement(block: hbs.AST.BlockStatement): void {
    if (!BLOCKS.has(block.path.original as string))
      this.refuse(
        `没有块 {{#${block.path.original}}}，可用的块：${[...BLOCKS].map((name) => `#${name}`).join('、')}`,
        block,
      );
    super.BlockStatement(block);
    this.checkArguments(block);
  }
  private checkCall(call: hbs.AST.MustacheStatement | hbs.AST.SubExpression): void {
    const name = (call.path as hbs.AST.PathExpression).original;
    if (BLOCKS.has(name)) this.refuse(`${name} 是块，请写成 {{#${name} …}}…{{/${name}}}`, call);
    if (call.path.type === 'PathExpression' && !Object.hasOwn(HELPERS, name))
      this.refuse(`没有函数 ${name}，可用的函数：${Object.keys(HELPERS).join('、')}`, call);
    this.checkArguments(call);
  }
  // Handlebars is strict about what it prints, not about arguments: {{#if misspelt}} would silently be false.
  private checkArguments(call: { params: hbs.AST.Expression[] }): void {
    call.params = call.params.map((argument) =>
      argument.type === 'PathExpression'
        ? ({
            type: 'SubExpression',
            path: helperName(PRESENT, argument.loc),
            params: fieldAndName(argument as hbs.AST.PathExpression),
            loc: argument.loc,
          } as hbs.AST.SubExpression)
        : argument,
    );
  }
  override PartialStatement(statement: hbs.AST.PartialStatement): void {
    this.refuse(PARTIAL, statement);
  }
  override PartialBlockStatement(statement: hbs.AST.PartialBlockStatement): void {
    this.refuse(PARTIAL, statement);
  }
  override Decorator(decorator: hbs.AST.Decorator): void {
    this.refuse(DECORATOR, decorator);
  }
  override DecoratorBlock(decorator: hbs.AST.DecoratorBlock): void {
    this.refuse(DECORATOR, decorator);
  }

  private refuse(what: string, node: hbs.AST.Node): never {
    const { line, column } = node.loc.start;
    throw new TemplateFault(what, {
      source: this.source,
      line,
      column: column + 1,
    });
  }
}

function helperName(name: string, loc: hbs.AST.SourceLocation): hbs.AST.PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts: [name], original: name, loc };
}

function fieldAndName(field: hbs.AST.PathExpression): hbs.AST.Expression[] {
  const { original, loc } = field;
  return [field, { type: 'StringLiteral', value: original, original, loc } as hbs.AST.StringLiteral];
}

function toFault(cause: unknown, name: string, source: string): TemplateFault {
  if (cause instanceof TemplateFault) return cause;
  const { message, ...place } = handlebarsFault(source, cause);
  return new TemplateFault(message, { source: name, ...place }, { cause });
}
