import ts from 'typescript'

/** What stands for a name inside a fragment that a function builds: the caller's expression, and its own names. */
export type Names = ReadonlyMap<ts.Symbol, Given>
export type Given = { node: ts.Expression; names: Names }

/** One way through a statement: of each choice of fragments the first or the second. */
export type Way = { checker: ts.TypeChecker; takes: 'first' | 'second' }

/** What names, constants and parameters stand for in one way through a statement. */
export class Meanings {
  readonly #way: Way

  constructor(way: Way) {
    this.#way = way
  }

  constantList(node: ts.Expression, names: Names): readonly ts.Expression[] | undefined {
    const list = this.followed(node, names).node
    return ts.isArrayLiteralExpression(list) ? list.elements : undefined
  }

  /** `given[name]` where both are known: what the object has under that name, if it has it. */
  entryGiven(node: ts.ElementAccessExpression, names: Names): { found: Given | undefined } | undefined {
    const object = this.followed(node.expression, names)
    const name = this.constantText(node.argumentExpression, names)
    if (name === undefined || !ts.isObjectLiteralExpression(object.node)) return undefined
    const value = valueIn(object.node, name)
    return { found: value && { node: value, names: object.names } }
  }

  /** What a name stands for, through parameters and constants; itself where nothing is known. */
  followed(given: ts.Expression, names: Names): Given {
    const node = bare(given)
    const symbol = ts.isIdentifier(node) ? this.symbolAt(node) : undefined
    const known = symbol && names.get(symbol)
    if (known) return this.followed(known.node, known.names)
    const initializer = symbol && initializerOf(symbol)
    return initializer ? this.followed(initializer, names) : { node, names }
  }

  constantText(given: ts.Expression, names: Names): string | undefined {
    let node = this.followed(given, names).node
    if (ts.isPropertyAccessExpression(node)) {
      const object = this.followed(node.expression, names).node
      if (ts.isObjectLiteralExpression(object)) node = valueIn(object, node.name.text) ?? node
    }
    const type = this.#way.checker.getTypeAtLocation(node)
    const one = type.isUnion() ? type.types.at(this.#way.takes === 'first' ? 0 : -1) : type
    return one?.isStringLiteral() || one?.isNumberLiteral() ? String(one.value) : undefined
  }

  symbolAt(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.#way.checker.getSymbolAtLocation(ts.isPropertyAccessExpression(node) ? node.name : node)
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.#way.checker.getAliasedSymbol(symbol) : symbol
  }

  /** What the parameters of a function stand for in one call of it. */
  given(body: ts.SignatureDeclaration | ts.JSDocSignature, args: readonly ts.Expression[], names: Names): Names {
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

function partOfObject(node: ts.Expression, element: ts.BindingElement): ts.Expression | undefined {
  const object = bare(node)
  const name = (element.propertyName ?? element.name).getText()
  return ts.isObjectLiteralExpression(object) ? valueIn(object, name) : undefined
}

function valueIn(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = object.properties.find((property) => property.name?.getText() === name)
  if (found && ts.isPropertyAssignment(found)) return found.initializer
  return found && ts.isShorthandPropertyAssignment(found) ? found.name : undefined
}

export function initializerOf(symbol: ts.Symbol): ts.Expression | undefined {
  const at = symbol.valueDeclaration
  return at && (ts.isVariableDeclaration(at) || ts.isPropertyAssignment(at)) ? at.initializer : undefined
}

export function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node)
    ? bare(node.expression)
    : node
}
