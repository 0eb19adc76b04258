import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import type { Finding, House, Violation } from './house.ts'

/** What the compiler complains about: file, line, and its words. */
export type Problem = { file: string; line: string; says: string }

/** Checks all types with the compiler. */
export async function checkTypes(house: House): Promise<Finding> {
  const problems = await compileProblems({ root: house.root, config: 'tsconfig.json' })
  const violations = problems.map(({ file, line, says }) => ({ where: `${file}:${line}`, rule: 'types', says }))
  return { looked: 'all types', violations }
}

/** Compiles what a configuration names, a second time only what has changed; a compiler that fails without naming a place has still failed. */
export async function compileProblems(input: { root: string; config: string }): Promise<Problem[]> {
  const { root, config } = input
  const compiler = join(packageDir('tsc7'), 'bin', 'tsc')
  const known = join(root, 'node_modules', '.types', `${config.replaceAll('/', '-')}.tsbuildinfo`)
  const again = ['--incremental', '--tsBuildInfoFile', known]
  const { status, output } = await runNode(root, [compiler, '-p', config, '--noEmit', '--pretty', 'false', ...again])
  const lines = output.split('\n').filter((line) => /error TS\d+/.test(line))
  if (lines.length === 0 && status !== 0)
    return [{ file: config, line: '1', says: output.trim().slice(-2000) || `ended with ${status}` }]
  return lines.map((line) => {
    const [, file, at, says] = /^(.+?)\((\d+),\d+\): error (.*)$/.exec(line) ?? [undefined, config, '1', line]
    return { file: file!, line: at!, says: says! }
  })
}

/** Checks lint rules and formatting with Biome. */
export async function checkLint(house: House): Promise<Finding> {
  const biome = join(packageDir(`@biomejs/cli-${process.platform}-${process.arch}`), 'biome')
  if (!existsSync(biome)) throw new Error(`Biome is not there for ${process.platform}-${process.arch} (${biome}).`)
  const args = [
    'check',
    '--reporter=github',
    '--colors=off',
    '--max-diagnostics=200',
    '--diagnostic-level=warn',
    '--error-on-warnings',
  ]
  const { status, output } = await run({ program: biome, args, cwd: house.root })
  const problems = [...output.matchAll(/^::(?:error|warning) title=([^,]*),file=([^,]*),line=(\d+)[^:]*::(.*)$/gm)]
  const violations = problems.map(([, rule, file, line, says]) => ({
    where: `${relative(house.root, resolve(house.root, file!))}:${line}`,
    rule: rule!,
    says: says!,
  }))
  return { looked: 'lint and format', violations: orFailure({ violations, status, output, rule: 'biome check' }) }
}

/** A program that fails without naming a place has still failed. */
function orFailure(result: { violations: Violation[]; status: number; output: string; rule: string }): Violation[] {
  if (result.violations.length > 0 || result.status === 0) return result.violations
  return [{ where: '.', rule: result.rule, says: result.output.trim().slice(-2000) || `ended with ${result.status}` }]
}

function packageDir(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
}

function runNode(cwd: string, args: string[]) {
  return run({ program: process.execPath, args, cwd })
}

function run(input: { program: string; args: string[]; cwd: string }): Promise<{ status: number; output: string }> {
  const child = spawn(input.program, input.args, { cwd: input.cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status: status ?? 1, output }))
  })
}
