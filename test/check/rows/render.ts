import ts from 'typescript'
import { bare, type Given, initializerOf, Meanings, type Names, type Way } from './meanings.ts'

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
  readonly #meanings: Meanings
  #values = 0

  constructor(way: Way) {
    this.#way = way
    this.#meanings = new Meanings(way)
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
    if (ts.isBinaryExpression(node)) {
      const left = bare(node.left)
      const given = ts.isElementAccessExpression(left) ? this.#meanings.entryGiven(left, names) : undefined
      if (given) return given.found ? this.#fragment(given.found.node, given.found.names, depth + 1) : next(node.right)
      return next(this.#way.takes === 'first' ? node.left : node.right)
    }
    if (ts.isCallExpression(node)) return this.#call(node, names, depth)
    const symbol = this.#meanings.symbolAt(node)
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
    return this.#fragment(answer, this.#meanings.given(body, node.arguments, names), depth + 1)
  }

  /** `sql.ref('a.b')`, `sql.join([...])` and their like. */
  #built(verb: string, args: ts.NodeArray<ts.Expression>, at: { names: Names; depth: number }): string {
    const [first, between] = args
    if (verb === 'join') return this.#joined(first!, between, at)
    const text = first && this.#meanings.constantText(first, at.names)
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
    return this.#entriesOf(list, at.names)
      .map((one) => this.#fragment(one.node, one.names, at.depth + 1))
      .join(comma)
  }

  /** The entries of a list that is written out; what its `map` makes of each entry of a constant list, or of one of another. */
  #entriesOf(given: ts.Expression, names: Names): Given[] {
    const list = bare(given)
    if (ts.isArrayLiteralExpression(list))
      return list.elements.filter((one) => !ts.isSpreadElement(one)).map((node) => ({ node, names }))
    if (ts.isCallExpression(list) && ts.isPropertyAccessExpression(list.expression)) {
      const made = list.arguments[0] && bare(list.arguments[0])
      if (list.expression.name.text === 'map' && made && (ts.isArrowFunction(made) || ts.isFunctionExpression(made))) {
        const answer = answerOf(made, this.#way.takes)
        const each = this.#meanings.constantList(list.expression.expression, names)
        if (answer && each)
          return each.map((one) => ({ node: answer, names: this.#meanings.given(made, [one], names) }))
        if (answer) return [{ node: answer, names }]
      }
    }
    const symbol = this.#meanings.symbolAt(list)
    const initializer = symbol && initializerOf(symbol)
    if (initializer) return this.#entriesOf(initializer, names)
    throw new Untraceable(list.getText())
  }

  #firstEntry(node: ts.Expression): ts.Expression {
    const symbol = this.#meanings.symbolAt(node)
    const object = symbol && initializerOf(symbol)
    const entries =
      object && ts.isObjectLiteralExpression(bare(object)) ? (bare(object) as ts.ObjectLiteralExpression) : undefined
    const entry = entries?.properties.at(this.#way.takes === 'first' ? 0 : -1)
    if (entry && ts.isPropertyAssignment(entry)) return entry.initializer
    throw new Untraceable(node.getText())
  }
}

/** A value of Kysely that is written into a statement, and no value of it. */
export function isFragment(type: ts.Type): boolean {
  const parts = type.isUnion()
    ? type.types.filter((one) => !(one.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)))
    : [type]
  return parts.length > 0 && parts.every((part) => part.getProperty('toOperationNode') !== undefined)
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
