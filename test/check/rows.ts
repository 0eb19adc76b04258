import { join } from 'node:path'
import pg from 'pg'
import ts from 'typescript'
import { startTestServer, templateDatabase } from '../harness/database-server.ts'
import type { Finding, House, Violation } from './house.ts'
import { type Column, describeStatement } from './rows/describe.ts'
import { render, Untraceable } from './rows/render.ts'
import { isTest, placeOf, readFiles, walk } from './source-files.ts'

/** A running PostgreSQL that holds the migrated template. */
type Migrated = { urlFor: (database: string) => string; stop: () => Promise<void> }
type Statement = { where: string; row: ts.Type | undefined; texts: string[] }

/**
 * Every statement is one that PostgreSQL understands, over the tables as migrated, and gives the columns that its row type
 * names, in its types. Statements over temporary tables, and fragments that only running tells, are counted and left out.
 */
export async function checkRows(house: House, open: () => Promise<Migrated> = startTestServer): Promise<Finding> {
  const { program, files } = programOf(house.root)
  const checker = program.getTypeChecker()
  const temporary = temporaryTables(house.root)
  const found = files.flatMap((file) => statementsIn(program.getSourceFile(file)!, { checker, root: house.root }))
  const server = await open()
  const client = new pg.Client({ connectionString: server.urlFor(templateDatabase) })
  try {
    await client.connect()
    const kinds = await kindsOf(client)
    const violations: Violation[] = []
    let described = 0
    let overTemporary = 0
    for (const statement of found) {
      for (const text of new Set(statement.texts)) {
        const answer = await describeStatement(client, text)
        described++
        if ('refusal' in answer) {
          if (isAbout(answer.refusal, temporary)) overTemporary++
          else violations.push(refused(statement, answer.refusal))
        } else if (statement.row) violations.push(...mismatches(statement, { columns: answer.columns, kinds, checker }))
      }
    }
    const left = found.filter(({ texts }) => texts.length === 0).length
    return {
      looked: `${described - overTemporary} statements; ${overTemporary} more over temporary tables, ${left} only running tells`,
      violations,
    }
  } finally {
    await client.end()
    await server.stop()
  }
}

function refused({ where }: Statement, refusal: string): Violation {
  return { where, rule: 'PostgreSQL understands each statement', says: refusal }
}

/** Tables that a statement makes for its transaction: what asks them cannot be described on its own. */
function temporaryTables(root: string): Set<string> {
  const files = readFiles({ root, folders: ['src'], endings: ['.ts'] })
  const made = files.flatMap(({ text }) => [...text.matchAll(/create temp(?:orary)? table (\w+)/g)])
  return new Set(made.map(([, name]) => name!))
}

function isAbout(refusal: string, tables: ReadonlySet<string>): boolean {
  return tables.has(/^relation "(\w+)" does not exist$/.exec(refusal)?.[1] ?? '')
}

function programOf(root: string): { program: ts.Program; files: string[] } {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root)
  const files = readFiles({ root, folders: ['src'], endings: ['.sql.ts', '.tx.ts'] })
    .filter(({ path }) => !isTest(path))
    .map(({ path }) => join(root, path))
  return { program: ts.createProgram(files, options), files }
}

function statementsIn(file: ts.SourceFile, { checker, root }: { checker: ts.TypeChecker; root: string }): Statement[] {
  const found: Statement[] = []
  for (const node of walk(file)) {
    if (!ts.isTaggedTemplateExpression(node) || node.tag.getText() !== 'sql' || !isCarriedOut(node)) continue
    const where = placeOf(file, node.getStart()).replace(`${root}/`, '')
    const row = node.typeArguments?.[0] && checker.getTypeFromTypeNode(node.typeArguments[0])
    const texts = (['first', 'second'] as const).flatMap((takes) => textOf(node, { checker, takes }))
    found.push({ where, row, texts })
  }
  return found
}

function textOf(node: ts.TaggedTemplateExpression, way: Parameters<typeof render>[1]): string[] {
  try {
    return [render(node, way)]
  } catch (error) {
    if (error instanceof Untraceable) return []
    throw error
  }
}

/** `sql`…`.execute(db)`. */
function isCarriedOut(node: ts.Node): boolean {
  const { parent } = node
  return ts.isPropertyAccessExpression(parent) && parent.name.text === 'execute'
}

type Kind = 'number' | 'text' | 'truth' | 'list' | 'json'

/** What the values of a type arrive as, see openDatabase. */
async function kindsOf(client: pg.Client): Promise<Map<number, Kind>> {
  const { rows } = await client.query<{ oid: number; name: string; category: string }>(
    'select oid::int, typname as name, typcategory as category from pg_type',
  )
  return new Map(rows.flatMap(({ oid, name, category }) => kindOf(name, category).map((kind) => [oid, kind] as const)))
}

function kindOf(name: string, category: string): Kind[] {
  if (/^(int[248]|float[48])$/.test(name)) return ['number']
  if (/^(text|varchar|bpchar|name|uuid|numeric|date|timestamptz|char)$/.test(name) || category === 'E') return ['text']
  if (name === 'bool') return ['truth']
  if (/^jsonb?$/.test(name)) return ['json']
  return category === 'A' ? ['list'] : []
}

type Compared = { columns: readonly Column[]; kinds: Map<number, Kind>; checker: ts.TypeChecker }

function mismatches({ where, row }: Statement, { columns, kinds, checker }: Compared): Violation[] {
  if (!row || row.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) return []
  if (checker.getIndexInfosOfType(row).length > 0 || columns.length === 0) return []
  const rule = 'a row type names the columns that come'
  const wanted = new Map(checker.getPropertiesOfType(row).map((each) => [each.name, each]))
  const given = new Map(columns.map((column) => [column.name, column]))
  const missing = [...wanted.values()]
    .filter((each) => !given.has(each.name) && !(each.flags & ts.SymbolFlags.Optional))
    .map((each) => ({ where, rule, says: `no column "${each.name}" comes` }))
  const unread = columns
    .filter(({ name }) => !wanted.has(name))
    .map(({ name }) => ({ where, rule, says: `the column "${name}" comes, and the type does not name it` }))
  const other = columns.flatMap(({ name, type }) => {
    const property = wanted.get(name)
    const kind = kinds.get(type)
    const says = property && kind && unfit(checker.getTypeOfSymbol(property), kind)
    return says ? [{ where, rule, says: `"${name}" comes as ${kind}, not as ${says}` }] : []
  })
  return [...missing, ...unread, ...other]
}

/** What the type expects instead of such a value; undefined when they fit. */
function unfit(type: ts.Type, kind: Kind): string | undefined {
  if (kind === 'json') return undefined
  const parts = type.isUnion() ? type.types : [type]
  const real = parts.filter((part) => !(part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)))
  const expected = new Set(real.map(expectedOf))
  if (expected.size === 0 || expected.has('anything') || expected.has(kind)) return undefined
  return [...expected].join(' or ')
}

function expectedOf(type: ts.Type): Kind | 'anything' {
  if (type.flags & ts.TypeFlags.NumberLike) return 'number'
  if (type.flags & ts.TypeFlags.StringLike) return 'text'
  if (type.flags & ts.TypeFlags.BooleanLike) return 'truth'
  if (type.symbol?.name === 'Array' || type.symbol?.name === 'ReadonlyArray') return 'list'
  return type.flags & ts.TypeFlags.Object ? 'json' : 'anything'
}
