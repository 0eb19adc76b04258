import ts from 'typescript'
import { type Finding, type House, neighbours, type Violation } from './house.ts'
import { isTest, parse, placeOf, readFiles, type SourceFile, walk } from './source-files.ts'

/** A piece of SQL and where it stands. */
type Statement = { where: string; path: string; sql: string }

/** The schemas of platform and of PostgreSQL itself, which everyone may name. */
const everyones = ['platform', 'auth']
const ownedByPlatform = [...everyones, 'pgboss']

const builders =
  /^(selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto|(inner|left|right|full|cross)Join(Lateral)?|using)$/
const looksLikeSql =
  /^\s*(--.*\n\s*)*(with\s+(recursive\s+)?\w+\s*(\([^)]*\)\s*)?as\b|select\b[\s\S]+\bfrom\b|insert\s+into\s|update\s+[\w".]+\s+(as\s+\w+\s+)?set\b|delete\s+from\s|merge\s+into\s|copy\s+[\w".(]|truncate\s+[\w".]|(create|alter|drop)\s+(table|index|view|schema|type|sequence|temp|unique|materialized)\b|lock\s+table\s)/i

/** Reads the SQL of every domain: it stands in .sql.ts and .tx.ts files, and names only schemas that its domain may use. */
export function checkSql(house: House): Finding {
  const code = readFiles({ root: house.root, folders: ['src'], endings: ['.ts', '.tsx'] }).filter(
    (file) => !isTest(file.path),
  )
  const migrations = readFiles({ root: house.root, folders: ['src'], endings: ['.sql'] })
  const statements = [...code.flatMap(statementsOf), ...migrations.map(wholeFile)]
  const violations = statements.flatMap((statement) => [
    ...misplaced(house, statement),
    ...foreign(house, statement),
    ...orderedByText(statement),
  ])
  return { looked: `${statements.length} pieces of SQL`, violations }
}

/** Tagged `sql` templates, strings that read like SQL, and table names handed to the query builder. */
function statementsOf(file: SourceFile): Statement[] {
  const tree = parse(file)
  const found: Statement[] = []
  for (const node of walk(tree)) {
    const sql = sqlOf(node)
    if (sql !== undefined) found.push({ where: placeOf(tree, node.getStart()), path: file.path, sql })
  }
  return found
}

function sqlOf(node: ts.Node): string | undefined {
  if (ts.isTaggedTemplateExpression(node) && /^sql\b/.test(node.tag.getText())) return textOf(node.template)
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const table = node.arguments[0]
    const named = builders.test(node.expression.name.text) && table && ts.isStringLiteralLike(table)
    if (named && /^\w+[.]\w+/.test(table.text)) return table.text
  }
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)
  if (!isText || ts.isTaggedTemplateExpression(node.parent)) return undefined
  const text = textOf(node)
  return looksLikeSql.test(text) ? text : undefined
}

/** A template's text with its values left out. */
function textOf(node: ts.Node): string {
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' ? ')
  return (node as ts.StringLiteralLike).text
}

function wholeFile(file: SourceFile): Statement {
  return { where: file.path, path: file.path, sql: file.text }
}

function misplaced(house: House, statement: Statement): Violation[] {
  const atHome = /[.](sql|tx)[.]ts$/.test(statement.path) || /^src\/(.+\/)?(platform|migrations)\//.test(statement.path)
  if (atHome || !looksLikeSql.test(statement.sql)) return []
  const owner = ownerOf(house, statement.path)
  // The shell opens databases: what it asks of the server itself has no domain to live in.
  if (!owner && schemasIn(statement.sql, schemasOf(house)).length === 0) return []
  const home = owner
    ? `a .sql.ts (reads) or .tx.ts (writes) of src/${owner}`
    : 'a .sql.ts or .tx.ts of a domain, or platform'
  return [{ where: statement.where, rule: 'SQL lives in .sql.ts and .tx.ts files', says: `move it to ${home}` }]
}

function foreign(house: House, statement: Statement): Violation[] {
  const owner = ownerOf(house, statement.path)
  const allowed = allowedSchemas(house, statement.path, owner)
  const named = new Set(schemasIn(statement.sql, schemasOf(house)))
  return [...named]
    .filter((schema) => !allowed.includes(schema))
    .map((schema) => ({
      where: statement.where,
      rule: `SQL of ${owner ?? 'platform'} names only ${allowed.join(', ')}`,
      says: `names ${schema}`,
    }))
}

/** In `order by`, a name of the select list goes before a column: with `n::text as n` the 10th comes before the 9th. */
function orderedByText({ where, sql }: Statement): Violation[] {
  const cast = [...sql.matchAll(/\b(\w+)::\w+ as "?(\w+)"?/g)].filter(([, column, name]) => column === name)
  return cast
    .filter(([, name]) => new RegExp(`order by (?:[^)]*,\\s*)?${name}\\b(?![.])`).test(sql))
    .map(([, name]) => ({
      where,
      rule: 'an order is that of the column',
      says: `orders by the text of ${name}; write its table before it`,
    }))
}

function allowedSchemas(house: House, path: string, owner: string | undefined): string[] {
  if (owner) return [owner, ...neighbours(house, owner), ...everyones]
  if (path.startsWith('src/platform/')) return ownedByPlatform
  return schemasOf(house)
}

function schemasOf(house: House): string[] {
  return [...Object.keys(house.mayUse), ...ownedByPlatform]
}

function ownerOf(house: House, path: string): string | undefined {
  const place = path.split('/')[1] ?? ''
  return place in house.mayUse ? place : undefined
}

/** Schemas that stand before a dot, quoted or not; comments and quoted text do not count. */
function schemasIn(sql: string, known: string[]): string[] {
  const bare = sql
    .replace(/--.*$/gm, ' ')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/'(?:[^']|'')*'/g, "''")
  const mention = new RegExp(`(?<![\\w.])"?(${known.join('|')})"?\\s*[.]\\s*["\\w?]`, 'g')
  return [...bare.matchAll(mention)].map((match) => match[1]!)
}
