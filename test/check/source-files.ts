import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'

/** One file of code: its path from the root and its text. */
export type SourceFile = { path: string; text: string }

const skipped = new Set(['node_modules', 'web-build', 'dist', '.git', 'results', 'input', 'expected'])

/** All files below some folders of a clone whose names end in one of `endings`, sorted by path. */
export function readFiles(input: { root: string; folders: string[]; endings: string[] }): SourceFile[] {
  const { root, folders, endings } = input
  return folders
    .flatMap((folder) => pathsBelow(join(root, folder)))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort()
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }))
}

/** True for tests, which may do what the product may not. */
export function isTest(path: string): boolean {
  return /[.]test[.]tsx?$/.test(path)
}

/** The syntax tree of a TypeScript file. */
export function parse(file: SourceFile): ts.SourceFile {
  const kind = file.path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, kind)
}

/** Every node below a node, itself included, outer before inner. */
export function* walk(node: ts.Node): Generator<ts.Node> {
  yield node
  const children: ts.Node[] = []
  ts.forEachChild(node, (child) => {
    children.push(child)
  })
  for (const child of children) yield* walk(child)
}

/** `path:line` of a place in a tree. */
export function placeOf(tree: ts.SourceFile, position: number): string {
  return `${tree.fileName}:${tree.getLineAndCharacterOfPosition(position).line + 1}`
}

function pathsBelow(folder: string): string[] {
  let entries: import('node:fs').Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    if (skipped.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? pathsBelow(path) : [path]
  })
}
