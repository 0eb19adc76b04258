import ts from 'typescript'
import type { Finding, House, Violation } from './house.ts'
import { parse, readFiles, type SourceFile, walk } from './source-files.ts'
import { words } from './words.ts'

type Word = (typeof words)[number]

/**
 * Finds words that only this house would use where the field has its own. Words that are nobody's English are banned in
 * code, comments, screens and pages; words with a plain meaning are banned as names of things only.
 */
export function checkVocabulary(house: House): Finding {
  const files = readFiles({ root: house.root, folders: ['src', 'packages', 'docs'], endings: ['.ts', '.tsx', '.md'] })
  const violations = files.flatMap((file) => {
    const lines = { everywhere: file.text.split('\n').map(spaced), 'as a name': namesByLine(file) }
    return words.flatMap((word) => (mayStand(file.path, word) ? [] : foundIn(file, lines[word.banned], word)))
  })
  return {
    looked: `${files.length} files, ${words.length} words`,
    violations,
  }
}

function foundIn(file: SourceFile, lines: readonly string[], word: Word): Violation[] {
  return lines.flatMap((line, at) => {
    const said = word.pattern.exec(line)?.[0]
    if (said === undefined) return []
    return [
      {
        where: `${file.path}:${at + 1}`,
        rule: 'code and screens speak as the field does',
        says: `says "${said}"; say ${word.say}`,
      },
    ]
  })
}

function mayStand(path: string, word: Word): boolean {
  const stands: readonly string[] = word.stands ?? []
  return stands.some((prefix) => path.startsWith(prefix))
}

/** The names that a line declares or uses, taken apart into words; comments and texts do not count. */
function namesByLine(file: SourceFile): string[] {
  if (file.path.endsWith('.md')) return []
  const tree = parse(file)
  const lines: string[] = []
  for (const node of walk(tree)) {
    if (!ts.isIdentifier(node)) continue
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart())
    lines[line] = `${lines[line] ?? ''} ${spaced(node.text)} ;`
  }
  return Array.from(lines, (line) => line ?? '')
}

/** A name in several words becomes several words: `yardOf` is `yard Of`. */
function spaced(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('_', ' ')
}
