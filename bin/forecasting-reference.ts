import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'

/** `node bin/forecasting-reference.ts`: writes packages/forecasting/REFERENCE.md from the exported declarations and their comments. */
const home = resolve(import.meta.dirname, '../packages/forecasting')
const entries = ['src/index.ts', 'src/workers/forecast-many.ts']

if (process.argv[1] === import.meta.filename) writeFileSync(join(home, 'REFERENCE.md'), forecastingReference())

/** The whole page as the source has it now. */
export function forecastingReference(): string {
  const [main = [], node = []] = entries.map((file) => exportsOf(join(home, file)))
  const of = (kind: Exported['kind']) => main.filter((each) => each.kind === kind)
  return [
    '# Reference of @drumbeat/forecasting',
    '',
    'Made from the source by `node bin/forecasting-reference.ts`; a test holds it up to date. The [README](README.md) tells how to begin.',
    '',
    ...section('Models', of('model')),
    ...section('Functions', of('function')),
    ...section('From `@drumbeat/forecasting/node`', node),
    ...section('Types and errors', of('type')),
  ].join('\n')
}

/** An export as the page shows it. */
export interface Exported {
  readonly symbol: string
  readonly kind: 'model' | 'function' | 'type'
  readonly comment: string
  readonly code: string
  readonly file: string
}

/** A section of a reference page: the exports in order of name. */
export function section(title: string, all: readonly Exported[]): string[] {
  const sorted = all.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1))
  return [`## ${title}`, '', ...sorted.flatMap(shown)]
}

function shown({ symbol, comment, code, file }: Exported): string[] {
  return [`### ${symbol}`, '', '```ts', code, '```', '', `${comment} ([source](${file}))`, '']
}

/** What a module exports: its own declarations, and those it passes on from other files. */
export function exportsOf(file: string, base = home): Exported[] {
  const tree = parsed(file)
  return tree.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement)) return isExported(statement) ? [described(statement, tree, file, base)] : []
    const from = statement.moduleSpecifier as ts.StringLiteral
    const source = join(dirname(file), from.text)
    const names = statement.exportClause as ts.NamedExports
    return names.elements.map((element) => declared(source, element.name.text, base))
  })
}

function declared(file: string, name: string, base: string): Exported {
  const tree = parsed(file)
  const found = tree.statements.find((statement) => isExported(statement) && nameOf(statement) === name)
  if (!found) throw new Error(`${file} declares no exported ${name}. Export it where it is declared.`)
  return described(found, tree, file, base)
}

function described(node: ts.Statement, tree: ts.SourceFile, file: string, base: string): Exported {
  const symbol = nameOf(node)
  if (symbol === undefined) throw new Error(`${file} exports something without a name.`)
  const comment = commentOf(node, tree)
  if (comment === '') throw new Error(`${symbol} in ${file} has no comment. Say in a sentence what it is.`)
  const about = { symbol, comment, file: relative(base, file) }
  if (ts.isFunctionDeclaration(node)) {
    const isModel = /Model$/.test(node.type?.getText(tree) ?? '')
    return { ...about, kind: isModel ? 'model' : 'function', code: headOf(node, tree) }
  }
  return { ...about, kind: 'type', code: withoutBodies(node, tree) }
}

function isExported(node: ts.Statement): boolean {
  return ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
}

function nameOf(node: ts.Statement): string | undefined {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]?.name.getText()
  const named = ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)
  return named || ts.isTypeAliasDeclaration(node) ? node.name?.text : undefined
}

/** The comment right above a declaration, as running text. */
function commentOf(node: ts.Node, tree: ts.SourceFile): string {
  const last = ts.getLeadingCommentRanges(tree.text, node.getFullStart())?.at(-1)
  if (!last) return ''
  const text = tree.text.slice(last.pos, last.end)
  return text.startsWith('/**')
    ? text
        .slice(3, -2)
        .replace(/\s*\n\s*\* ?/g, ' ')
        .trim()
    : ''
}

function headOf(node: ts.FunctionDeclaration, tree: ts.SourceFile): string {
  const end = node.body ? node.body.getFullStart() : node.end
  return tree.text
    .slice(node.getStart(tree), end)
    .replace(/^export (async )?/, '')
    .trim()
}

/** A type as it stands; of a class, the members without their bodies. */
function withoutBodies(node: ts.Statement, tree: ts.SourceFile): string {
  const text = (from: ts.Node, to = from.end) => tree.text.slice(from.getStart(tree), to).trim()
  if (!ts.isClassDeclaration(node)) return text(node).replace(/^export /, '')
  const parent = node.heritageClauses?.map((clause) => ` ${text(clause)}`).join('') ?? ''
  const members = node.members.map((member) => {
    const body = 'body' in member ? (member.body as ts.Block | undefined) : undefined
    return `  ${text(member, body?.getFullStart())}`
  })
  return `class ${node.name!.text}${parent} {\n${members.join('\n')}\n}`
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
}
