import { basename, dirname } from 'node:path'
import ts from 'typescript'
import type { Finding, House, Violation } from './house.ts'
import { longFunctions, longRooms } from './shape-exceptions.ts'
import { isTest, parse, placeOf, readFiles, type SourceFile, walk } from './source-files.ts'

const limits = { file: 400, fileMedian: 80, fileP95: 200, functionP95: 45, function: 80 }
const emptyNames = /^(utils?|helpers?|common|manager|service|base|misc)[.]/

type Sized = { where: string; room: string; name: string; lines: number }

/**
 * Measures files and functions in each package, domain and other room: a fever thermometer, with limits for what nobody can
 * read at a sitting. What is longer today stands by name in shape-exceptions.ts, so that nothing is added.
 */
export function checkShape(house: House): Finding {
  const files = readFiles({
    root: house.root,
    folders: ['bin', 'src', 'packages', 'examples', 'bench', 'test'],
    endings: ['.ts', '.tsx', '.mjs'],
  })
  const lengths = files.map(({ path, text }) => ({
    where: path,
    room: roomOf(path),
    name: path,
    lines: lineCount(text),
  }))
  const product = lengths.filter(({ where }) => !isTest(where))
  const functions = files.filter((file) => !isTest(file.path)).flatMap(functionsOf)
  const looked =
    `${files.length} files, median ${percentile(product, 0.5)}, p95 ${percentile(product, 0.95)} lines; ` +
    `${functions.length} functions, p95 ${percentile(functions, 0.95)} lines; ${Object.values(longFunctions).flat().length} exceptions`
  const violations = [
    ...tooLong(lengths),
    ...longOnes(functions),
    ...misnamed(files),
    ...lonely(files),
    ...fevers(product, functions),
  ]
  return { looked, violations }
}

/** A package, a domain, or another folder that is read as one. */
function roomOf(path: string): string {
  const [first, second, third] = path.split('/')
  return third !== undefined && ['src', 'packages'].includes(first!) ? `${first}/${second}` : first!
}

function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

function percentile(sized: readonly Sized[], share: number): number {
  const sorted = sized.map(({ lines }) => lines).sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Named functions and functions held by a name; callbacks belong to the function around them. */
function functionsOf(file: SourceFile): Sized[] {
  const tree = parse(file)
  const found: Sized[] = []
  for (const node of walk(tree)) {
    const name = nameOf(node)
    if (name === undefined) continue
    const lines = lineCount(node.getText())
    found.push({ where: placeOf(tree, node.getStart()), room: roomOf(file.path), name, lines })
  }
  return found
}

function nameOf(node: ts.Node): string | undefined {
  if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.body) return node.name?.getText()
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : undefined
}

function tooLong(lengths: readonly Sized[]): Violation[] {
  return lengths
    .filter(({ lines }) => lines > limits.file)
    .map(({ where, lines }) => ({
      where,
      rule: `no file is longer than ${limits.file} lines`,
      says: `has ${lines}`,
    }))
}

/** An exception is known by its room and name, so that it may move within its room, and not grow by a namesake elsewhere. */
function longOnes(functions: readonly Sized[]): Violation[] {
  return functions
    .filter(({ room, name, lines }) => lines > limits.function && !longFunctions[room]?.includes(name))
    .map(({ where, name, lines }) => ({
      where,
      rule: `no function and no component is longer than ${limits.function} lines`,
      says: `${name} has ${lines}`,
    }))
}

function misnamed(files: SourceFile[]): Violation[] {
  return files
    .filter((file) => emptyNames.test(basename(file.path)))
    .map((file) => ({ where: file.path, rule: 'a file is named after its noun', says: 'has a name that says nothing' }))
}

const named = /[/](routes[.]ts|migrations|workers)/

/** A folder of the product holds more than one file; a group of endpoints, migrations and workers may be alone. */
function lonely(files: SourceFile[]): Violation[] {
  const folders = Map.groupBy(
    files.filter(({ path }) => path.startsWith('src/')),
    ({ path }) => dirname(path),
  )
  const above = new Set([...folders.keys()].map((folder) => dirname(folder)))
  return [...folders]
    .filter(([folder, [one, other]]) => !other && !above.has(folder) && !named.test(one!.path))
    .map(([folder]) => ({ where: folder, rule: 'a folder holds more than one file', says: 'has one' }))
}

function fevers(files: readonly Sized[], functions: readonly Sized[]): Violation[] {
  const rooms = [...new Set(files.map(({ room }) => room))]
  return rooms.flatMap((room) => {
    const inRoom = (each: Sized) => each.room === room
    const measured = [
      { of: 'median of files', lines: percentile(files.filter(inRoom), 0.5), most: limits.fileMedian },
      { of: 'p95 of files', lines: percentile(files.filter(inRoom), 0.95), most: limits.fileP95 },
      { of: 'p95 of functions', lines: percentile(functions.filter(inRoom), 0.95), most: limits.functionP95 },
    ]
    return measured
      .filter(({ of, lines, most }) => lines > most && !longRooms[room]?.includes(of))
      .map(({ of, lines, most }) => ({
        where: room,
        rule: `the ${of} is at most ${most} lines`,
        says: `it is ${lines}`,
      }))
  })
}
