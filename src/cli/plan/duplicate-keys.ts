import type { Problem } from '@drumbeat/planning'

/** An object or list that is open while the text is read. */
interface Open {
  readonly path: string
  /** Keys so far of an object; undefined in a list. */
  readonly keys: Set<string> | undefined
  key: string
  index: number
}

const most = 20

/**
 * Finds keys that stand twice in one object of a JSON text. JSON.parse keeps the last and drops the others without a word, and with
 * them demand or whole tables. The text must be valid JSON.
 */
export function duplicateKeys(text: string): Problem[] {
  const problems: Problem[] = []
  const open: Open[] = []
  for (let at = 0; at < text.length && problems.length < most; at++) {
    const letter = text[at]!
    const inner = open.at(-1)
    if (letter === '{' || letter === '[') open.push(opened(inner, letter === '{'))
    else if (letter === '}' || letter === ']') open.pop()
    else if (letter === ',' && inner) inner.index++
    else if (letter === '"') {
      const end = endOfString(text, at)
      if (inner?.keys && isKey(text, end)) {
        const key = JSON.parse(text.slice(at, end + 1)) as string
        inner.key = key
        if (inner.keys.has(key)) problems.push(problemAt(pathIn(inner)))
        inner.keys.add(key)
      }
      at = end
    }
  }
  return problems
}

function opened(inner: Open | undefined, isObject: boolean): Open {
  return { path: inner ? pathIn(inner) : '', keys: isObject ? new Set() : undefined, key: '', index: 0 }
}

function pathIn({ path, keys, key, index }: Open): string {
  if (!keys) return `${path}[${index}]`
  return path ? `${path}.${key}` : key
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

/** A string is a key if a colon follows it. */
function isKey(text: string, end: number): boolean {
  let at = end + 1
  while (/\s/.test(text[at] ?? '')) at++
  return text[at] === ':'
}

function problemAt(path: string): Problem {
  return {
    severity: 'error',
    path,
    says: 'stands twice in the same object, and only the last one would count',
    wayOut: 'join them into one, or take one out',
  }
}
