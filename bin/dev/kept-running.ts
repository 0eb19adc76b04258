import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { join } from 'node:path'

export type KeptRunning = {
  /** Resolves at once while the server answers, else when it does again. */
  ready: () => Promise<void>
  stop: () => Promise<void>
}

/** What the server reads: screens and tests reload by themselves or not at all. */
export function concernsServer(path: string): boolean {
  return /\.(ts|sql)$/.test(path) && !/\.test\.ts$|(^|\/)ui\/|^web\/(?!build|pack)/.test(path)
}

/** Runs the server of `npm run dev`, and runs it anew when a file that it reads has changed. */
export function keepRunning(input: { root: string; args: string[]; env: NodeJS.ProcessEnv }): KeptRunning {
  let child: ChildProcess | undefined
  let ready = Promise.withResolvers<void>()
  let changing: NodeJS.Timeout | undefined
  let stopping = false

  function run(): void {
    const { root, args, env } = input
    const started = spawn(process.execPath, [join(root, 'bin/dev/server.ts'), ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true, // Ctrl-C reaches it through us, once
    })
    started.stdout.on('data', (said: Buffer) => {
      process.stdout.write(said)
      if (said.includes('Drumbeat is running')) ready.resolve()
    })
    started.on('exit', (code) => {
      if (!stopping && child === started && code)
        process.stderr.write(`The server ended with ${code}. It starts again at the next change.\n`)
    })
    child = started
  }

  async function restart(): Promise<void> {
    ready = Promise.withResolvers()
    const old = child
    child = undefined
    if (old) await end(old)
    if (!stopping) run()
  }

  const watchers = ['src', 'packages', 'examples'].map((folder) =>
    watch(join(input.root, folder), { recursive: true }, (_, path) => {
      if (!path || !concernsServer(path)) return
      clearTimeout(changing)
      changing = setTimeout(() => {
        process.stderr.write(`${folder}/${path} changed.\n`)
        void restart()
      }, 120)
    }),
  )
  run()
  return {
    ready: () => ready.promise,
    stop: async () => {
      stopping = true
      clearTimeout(changing)
      for (const each of watchers) each.close()
      if (child) await end(child)
    },
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
