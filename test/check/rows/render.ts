import ts from 'typescript'

/** What stands for a name inside a fragment that a function builds: the caller's expression, and its own names. */
export type Names = ReadonlyMap<ts.Symbol, { node: ts.Expression; names: Names }>

/** One way through a statement: of each choice of fragments the first or the second. */
export type Way = { checker: ts.TypeChecker; takes: 'first' | 'second' }

/** A fragment that only running the code could tell. */
export class Untraceable extends Error {}

const noNames: Names = new Map()
const deepest = 25

/** The text of a `sql` template with `$1`, `$2` … for its values and its fragments written out. */
export function render(template: ts.TaggedTemplateExpression, way: Way): string {
  return new Rendering(way).textOf(template, noNames, 0)
}

class Rendering {
  readonly #way: Way
  #values = 0

  constructor(way: Way) {
    this.#way = way
  }

  textOf(tagged: ts.TaggedTemplateExpression, names: Names, depth: number): string {
    const { template } = tagged
    if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text
    return template.templateSpans.reduce(
      (text, { expression, literal }) => text + this.#partOf(expression, names, depth) + literal.text,
      template.head.text,
    )
  }

  #partOf(node: ts.Expression, names: Names, depth: number): string {
    if (!isFragment(this.#way.checker.getTypeAtLocation(node))) return `$${++this.#values}`
    return this.#fragment(node, names, depth + 1)
  }

  #fragment(given: ts.Expression, names: Names, depth: number): string {
    const node = bare(given)
    if (depth > deepest) throw new Untraceable('too deep')
    const next = (at: ts.Expression) => this.#fragment(at, names, depth + 1)
    if (ts.isTaggedTemplateExpression(node)) return this.textOf(node, names, depth)
    if (ts.isConditionalExpression(node)) return next(this.#way.takes === 'first' ? node.whenTrue : node.whenFalse)
    if (ts.isBinaryExpression(node)) return next(this.#way.takes === 'first' ? node.left : node.right)
    if (ts.isCallExpression(node)) return this.#call(node, names, depth)
    const symbol = this.#symbolAt(node)
    const known = symbol && names.get(symbol)
    if (known) return this.#partOf(known.node, known.names, depth)
    const initializer = symbol && initializerOf(symbol)
    if (initializer) return next(initializer)
    if (ts.isElementAccessExpression(node)) return next(this.#firstEntry(node.expression))
    throw new Untraceable(node.getText())
  }

  #call(node: ts.CallExpression, names: Names, depth: number): string {
    const verb = ts.isPropertyAccessExpression(node.expression) ? node.expression : undefined
    if (verb?.expression.getText() === 'sql') return this.#built(verb.name.text, node.arguments, { names, depth })
    const body = this.#way.checker.getResolvedSignature(node)?.declaration
    const answer = body && answerOf(body, this.#way.takes)
    if (!answer) throw new Untraceable(node.getText())
    return this.#fragment(answer, this.#given(body, node.arguments, names), depth + 1)
  }

  /** `sql.ref('a.b')`, `sql.join([...])` and their like. */
  #built(verb: string, args: ts.NodeArray<ts.Expression>, at: { names: Names; depth: number }): string {
    const [first, between] = args
    if (verb === 'join') return this.#joined(first!, between, at)
    const text = first && this.#constantText(first)
    if (text === undefined) throw new Untraceable(`sql.${verb}`)
    if (verb === 'raw') return text
    if (verb === 'lit') return `'${text.replaceAll("'", "''")}'`
    return text
      .split('.')
      .map((part) => `"${part}"`)
      .join('.')
  }

  #joined(list: ts.Expression, between: ts.Expression | undefined, at: { names: Names; depth: number }): string {
    const entry = this.#way.checker.getIndexTypeOfType(this.#way.checker.getTypeAtLocation(list), ts.IndexKind.Number)
    if (!entry || !isFragment(entry)) return `$${++this.#values}`
    const comma = between ? this.#fragment(between, at.names, at.depth + 1) : ', '
    return this.#entriesOf(list)
      .map((one) => this.#fragment(one, at.names, at.depth + 1))
      .join(comma)
  }

  /** The entries of a list that is written out, or what its `map` makes of one. */
  #entriesOf(given: ts.Expression): ts.Expression[] {
    const list = bare(given)
    if (ts.isArrayLiteralExpression(list)) return list.elements.filter((one) => !ts.isSpreadElement(one))
    if (ts.isCallExpression(list) && ts.isPropertyAccessExpression(list.expression)) {
      const made = list.arguments[0] && bare(list.arguments[0])
      const answer =
        made && (ts.isArrowFunction(made) || ts.isFunctionExpression(made))
          ? answerOf(made, this.#way.takes)
          : undefined
      if (list.expression.name.text === 'map' && answer) return [answer]
    }
    const symbol = this.#symbolAt(list)
    const initializer = symbol && initializerOf(symbol)
    if (initializer) return this.#entriesOf(initializer)
    throw new Untraceable(list.getText())
  }

  #constantText(node: ts.Expression): string | undefined {
    const type = this.#way.checker.getTypeAtLocation(node)
    const one = type.isUnion() ? type.types.at(this.#way.takes === 'first' ? 0 : -1) : type
    return one?.isStringLiteral() || one?.isNumberLiteral() ? String(one.value) : undefined
  }

  #firstEntry(node: ts.Expression): ts.Expression {
    const symbol = this.#symbolAt(node)
    const object = symbol && initializerOf(symbol)
    const entries =
      object && ts.isObjectLiteralExpression(bare(object)) ? (bare(object) as ts.ObjectLiteralExpression) : undefined
    const entry = entries?.properties.at(this.#way.takes === 'first' ? 0 : -1)
    if (entry && ts.isPropertyAssignment(entry)) return entry.initializer
    throw new Untraceable(node.getText())
  }

  #symbolAt(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.#way.checker.getSymbolAtLocation(ts.isPropertyAccessExpression(node) ? node.name : node)
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.#way.checker.getAliasedSymbol(symbol) : symbol
  }

  /** What the parameters of a function stand for in one call of it. */
  #given(body: ts.SignatureDeclaration | ts.JSDocSignature, args: ts.NodeArray<ts.Expression>, names: Names): Names {
    const known = new Map(names)
    const keep = (name: ts.BindingName, node: ts.Expression | undefined) => {
      const symbol = this.#way.checker.getSymbolAtLocation(name)
      if (symbol && node) known.set(symbol, { node, names })
    }
    for (const [i, parameter] of body.parameters.entries()) {
      const node = args[i] ?? ('initializer' in parameter ? parameter.initializer : undefined)
      if (!node) continue
      const name = parameter.name
      if (!name) continue
      if (ts.isIdentifier(name)) keep(name, node)
      else if (ts.isObjectBindingPattern(name))
        for (const element of name.elements) keep(element.name, partOfObject(node, element))
    }
    return known
  }
}

/** A value of Kysely that is written into a statement, and no value of it. */
export function isFragment(type: ts.Type): boolean {
  const parts = type.isUnion()
    ? type.types.filter((one) => !(one.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)))
    : [type]
  return parts.length > 0 && parts.every((part) => part.getProperty('toOperationNode') !== undefined)
}

function partOfObject(node: ts.Expression, element: ts.BindingElement): ts.Expression | undefined {
  const object = bare(node)
  const name = (element.propertyName ?? element.name).getText()
  if (!ts.isObjectLiteralExpression(object)) return undefined
  const found = object.properties.find((property) => property.name?.getText() === name)
  if (found && ts.isPropertyAssignment(found)) return found.initializer
  return found && ts.isShorthandPropertyAssignment(found) ? found.name : undefined
}

function initializerOf(symbol: ts.Symbol): ts.Expression | undefined {
  const at = symbol.valueDeclaration
  return at && (ts.isVariableDeclaration(at) || ts.isPropertyAssignment(at)) ? at.initializer : undefined
}

/** The expression that a function answers with: its first return or its last. */
function answerOf(of: ts.Node, takes: Way['takes']): ts.Expression | undefined {
  if (ts.isArrowFunction(of) && !ts.isBlock(of.body)) return of.body
  const body = (of as ts.FunctionLikeDeclaration).body
  if (!body) return undefined
  const answers: ts.Expression[] = []
  collect(body)
  return answers.at(takes === 'first' ? 0 : -1)

  function collect(node: ts.Node): void {
    if (ts.isFunctionLike(node)) return
    if (ts.isReturnStatement(node) && node.expression) answers.push(node.expression)
    ts.forEachChild(node, collect)
  }
}

function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node)
    ? bare(node.expression)
    : node
}
