#!/usr/bin/env node
/**
 * The one launcher: plain JavaScript for any Node >= 18. Installs what is missing, then runs the command on the pinned Node.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))))
const neededMajor = 24

/** Commands that are not part of the product's own command line. */
const scripts = {
  test: 'test/run.ts',
  check: 'test/check/run.ts',
  arrows: 'test/check/draw.ts',
  bench: 'bench/run.ts',
  pack: 'bin/pack.ts',
  docs: 'bin/docs.ts',
  dev: 'bin/dev/run.ts',
  reset: 'bin/dev/reset.ts',
}

main(process.argv.slice(2))

function main(args) {
  if (!isInstalled()) install()
  const script = scripts[args[0]]
  const target = script ? [join(root, script), ...args.slice(1)] : [join(root, 'src/cli.ts'), ...args]
  run(pickNode(), target)
}

/** True when node_modules holds exactly what package-lock.json asks for (npm writes its own record last of all). */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted)
    fail(`package-lock.json is missing in ${root}. Clone the repository again, or restore the file with git.`)
  if (!present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || !path.includes('node_modules/') || (entry.optional && !present[path])) return true
    return present[path] !== undefined && present[path].version === entry.version
  })
}

function packagesOf(lockFile) {
  if (!existsSync(lockFile)) return undefined
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages
}

function install() {
  process.stderr.write('Installing what Drumbeat needs (about a minute, only this once) …\n')
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
  const result = spawnSync(npm[0], [...npm.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'development' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (result.error)
    fail(`npm could not be run (${result.error.message}). Install npm, or run "npm ci" in ${root} yourself.`)
  if (result.status !== 0) fail(`The installation did not finish. Run "npm ci" in ${root} to see why, then try again.`)
}

/** The Node from node_modules; elsewhere the user's own if it is new enough. */
function pickNode() {
  const pinned = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(pinned)) return pinned
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath
  return fail(
    `Drumbeat runs on Node ${neededMajor} or newer. It brings its own on Linux (x64, arm64), but not for ` +
      `${process.platform}-${process.arch}, and yours is ${process.versions.node}. Install Node ${neededMajor} and try again.`,
  )
}

/** Compiled code is kept between starts; NODE_COMPILE_CACHE names another folder, NODE_DISABLE_COMPILE_CACHE=1 keeps none. */
function compileCache() {
  return process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.compile-cache')
}

/** Young objects get 2 x 16 MB instead of twice as much: rows of a load and answers live for moments, and it is room that is never given back. */
function options() {
  return ['--max-semi-space-size=16', process.env.NODE_OPTIONS].filter(Boolean).join(' ')
}

/** Runs the target as a child, hands each signal on once and leaves with its exit code. */
function run(node, args) {
  const env = { ...process.env, NODE_COMPILE_CACHE: compileCache(), NODE_OPTIONS: options() }
  const child = spawn(node, args, { stdio: 'inherit', env })
  const passedOn = new Set()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the child by itself: handing it on would deliver it twice.
      const terminalDid = signal === 'SIGINT' && process.stdin.isTTY
      if (terminalDid || passedOn.has(signal)) return
      passedOn.add(signal)
      child.kill(signal)
    })
  }
  child.on('error', (error) => fail(`Node could not be run: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
