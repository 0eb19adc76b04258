import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'

/** `npm run bench -- NAME`: runs bench/NAME.ts in a process of its own and keeps what it says in bench/results/NAME.md. */
const here = import.meta.dirname

process.exitCode = await bench(process.argv[2])

async function bench(name: string | undefined): Promise<number> {
  const names = await allNames()
  if (!name || !names.includes(name)) {
    process.stderr.write(
      `${name ? `There is no bench ${name}. ` : ''}Choose one: npm run bench -- NAME\n${names.map((each) => `  ${each}\n`).join('')}`,
    )
    return 1
  }
  const { code, said, isWhole } = await runAlone(name)
  const file = join(here, 'results', `${name.replaceAll('/', '-')}.md`)
  if (!isWhole) {
    process.stderr.write(`It was cut off; bench/results/${name.replaceAll('/', '-')}.md stays as it was.\n`)
    return code || 1
  }
  await mkdir(join(here, 'results'), { recursive: true })
  await writeFile(
    file,
    `# ${name}\n\n${machine()}\n\n${said.trim()}\n${code === 0 ? '' : `\nEnded with exit code ${code}.\n`}`,
  )
  return code
}

/** The benches are the files that export `run`; the others are parts of them. */
async function allNames(): Promise<string[]> {
  const files = await readdir(here, { recursive: true })
  const names: string[] = []
  for (const file of files.filter((each) => each.endsWith('.ts') && !each.endsWith('.test.ts'))) {
    const text = await readFile(join(here, file), 'utf8')
    if (/^export (async )?function run\(/m.test(text)) names.push(file.slice(0, -3))
  }
  return names.sort()
}

/** What a bench says; only one that came to its end says all. */
async function runAlone(name: string): Promise<{ code: number; said: string; isWhole: boolean }> {
  const child = spawn(process.execPath, ['--expose-gc', join(here, 'alone.ts'), name], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  let said = ''
  let isWhole = false
  child.once('message', () => {
    isWhole = true
  })
  child.stdout!.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    process.stdout.write(chunk)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
  const [code] = await once(child, 'exit')
  return { code: code ?? 1, said, isWhole }
}

function machine(): string {
  const day = new Date().toISOString().slice(0, 10)
  const gib = Math.round(totalmem() / 2 ** 30)
  return `${day}, ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${gib} GiB, Node ${process.versions.node}. Times on this machine are orientation; ratios and counts are the claim.`
}
