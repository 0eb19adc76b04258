import { spawnSync } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** `node bin/pack-planning.ts FOLDER`: JavaScript and d.ts of the package, ready for `npm pack` or `npm install FOLDER`. */
const root = resolve(import.meta.dirname, '..')
const here = join(root, 'packages/planning')
const target = resolve(process.argv[2] ?? join(here, 'dist'))

rmSync(join(target, 'src'), { recursive: true, force: true })
mkdirSync(target, { recursive: true })
const sources = globSync('src/**/*.ts', { cwd: here, exclude: (name) => name.endsWith('.test.ts') })
const output = ['--ignoreConfig', '--outDir', join(target, 'src'), '--rootDir', join(here, 'src'), '--declaration']
const language = ['--module', 'nodenext', '--target', 'es2023', '--lib', 'es2024,dom', '--types', 'node']
const strict = ['--strict', '--noUncheckedIndexedAccess', '--skipLibCheck', '--rewriteRelativeImportExtensions']
const compiler = join(root, 'node_modules/tsc7/bin/tsc')
const compiled = spawnSync(process.execPath, [compiler, ...output, ...language, ...strict, ...sources], {
  cwd: here,
  encoding: 'utf8',
})
if (compiled.status !== 0) {
  process.stderr.write(compiled.stdout + compiled.stderr)
  process.exit(1)
}
// The compiler rewrites imports, but neither those of declarations nor the names of worker files.
rewrite('**/*.d.ts', /(from '\.[^']*)\.ts'/g)
rewrite('**/*.js', /(new URL\('\.[^']*)\.ts'/g)
const entry = (name: string) => ({ types: `./src/${name}.d.ts`, default: `./src/${name}.js` })
const { private: _, ...about } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const manifest = {
  ...about,
  exports: {
    '.': entry('index'),
    './workers': entry('workers/solve-in-worker'),
    './browser-worker': entry('workers/browser-worker'),
  },
  dependencies: { highs: dependencies.highs },
  engines: { node: '>=20' },
}
writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
for (const page of ['README.md', 'REFERENCE.md']) copyFileSync(join(here, page), join(target, page))
writeFileSync(join(target, 'LICENSE'), readFileSync(join(root, 'LICENSE')))
process.stdout.write(`${sources.length} modules in ${target}\n`)

function rewrite(files: string, name: RegExp): void {
  for (const file of globSync(files, { cwd: join(target, 'src') })) {
    const path = join(target, 'src', file)
    writeFileSync(path, readFileSync(path, 'utf8').replace(name, "$1.js'"))
  }
}
