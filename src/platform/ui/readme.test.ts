import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')

it('the examples of the README that say so compile', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const examples = [...readme.matchAll(/^```tsx compiles\n(.*?)^```$/gms)].map(([, code]) => code!)
  expect(examples.length).toBeGreaterThanOrEqual(4)
  const broken = 'export const rows: number = "none"'
  expect(faultsOf([...examples, broken])).toEqual([
    `src/platform/ui/example-${examples.length}.tsx: Type 'string' is not assignable to type 'number'.`,
  ])
}, 120_000)

/** What the compiler says of each example, as if it stood beside the README. */
function faultsOf(examples: string[]): string[] {
  const files = new Map(examples.map((code, at) => [join(import.meta.dirname, `example-${at}.tsx`), code]))
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.readFile = (name) => files.get(name) ?? readFile(name)
  host.getSourceFile = (name, ...more) => {
    const code = files.get(name)
    return code === undefined ? getSourceFile(name, ...more) : ts.createSourceFile(name, code, more[0])
  }
  const css = join(import.meta.dirname, 'css.d.ts')
  const program = ts.createProgram([...files.keys(), css], { ...options, noEmit: true, skipLibCheck: true }, host)
  return [...files.keys()].flatMap((name) => {
    const source = program.getSourceFile(name)
    const faults = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    return faults.map(
      (fault) => `${name.slice(root.length + 1)}: ${ts.flattenDiagnosticMessageText(fault.messageText, ' ')}`,
    )
  })
}
