import { basename } from 'node:path'
import ts from 'typescript'
import type { Finding, House, Violation } from './house.ts'
import { isTest, parse, placeOf, readFiles, type SourceFile, walk } from './source-files.ts'

const limits = { file: 400, fileP95: 250, functionP95: 45, component: 150 }
const emptyNames = /^(utils?|helpers?|common|manager|service|base|misc)[.]/

type Sized = { where: string; name: string; lines: number; isComponent: boolean }

/** Measures files, functions and components: a fever thermometer, with hard limits for what nobody can read at a sitting. */
export function checkShape(house: House): Finding {
  const files = readFiles({
    root: house.root,
    folders: ['bin', 'src', 'packages', 'examples', 'bench', 'test'],
    endings: ['.ts', '.tsx', '.mjs'],
  })
  const lengths = files.map((file) => ({ path: file.path, lines: lineCount(file.text) }))
  const product = lengths.filter(({ path }) => !isTest(path)).map(({ lines }) => lines)
  const functions = files.filter((file) => !isTest(file.path)).flatMap(functionsOf)
  const tail = { file: percentile(product, 0.95), function: percentile(bodies(functions), 0.95) }
  const looked =
    `${files.length} files, median ${percentile(product, 0.5)}, p95 ${tail.file} lines; ` +
    `${functions.length} functions, p95 ${tail.function} lines`
  return { looked, violations: [...tooLong(lengths), ...components(functions), ...misnamed(files), ...fevers(tail)] }
}

function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function bodies(functions: Sized[]): number[] {
  return functions.filter((each) => !each.isComponent).map((each) => each.lines)
}

/** Named functions and functions held by a name; callbacks belong to the function around them. */
function functionsOf(file: SourceFile): Sized[] {
  const tree = parse(file)
  const found: Sized[] = []
  for (const node of walk(tree)) {
    const name = nameOf(node)
    if (name === undefined) continue
    const lines = lineCount(node.getText())
    const isComponent = file.path.endsWith('.tsx') && /^[A-Z]/.test(name)
    found.push({ where: placeOf(tree, node.getStart()), name, lines, isComponent })
  }
  return found
}

function nameOf(node: ts.Node): string | undefined {
  if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.body) return node.name?.getText()
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : undefined
}

function tooLong(lengths: { path: string; lines: number }[]): Violation[] {
  return lengths
    .filter(({ lines }) => lines > limits.file)
    .map(({ path, lines }) => ({
      where: path,
      rule: `no file is longer than ${limits.file} lines`,
      says: `has ${lines}`,
    }))
}

function components(functions: Sized[]): Violation[] {
  return functions
    .filter((each) => each.isComponent && each.lines > limits.component)
    .map(({ where, name, lines }) => ({
      where,
      rule: `no component is longer than ${limits.component} lines`,
      says: `${name} has ${lines}`,
    }))
}

function misnamed(files: SourceFile[]): Violation[] {
  return files
    .filter((file) => emptyNames.test(basename(file.path)))
    .map((file) => ({ where: file.path, rule: 'a file is named after its noun', says: 'has a name that says nothing' }))
}

function fevers(tail: { file: number; function: number }): Violation[] {
  const found: Violation[] = []
  if (tail.file > limits.fileP95) {
    found.push({
      where: 'all files',
      rule: `95 of 100 files have at most ${limits.fileP95} lines`,
      says: `it is ${tail.file}`,
    })
  }
  if (tail.function > limits.functionP95) {
    const rule = `95 of 100 functions have at most ${limits.functionP95} lines`
    found.push({ where: 'all functions', rule, says: `it is ${tail.function}` })
  }
  return found
}
