import { spawnSync } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * `npm run pack -- [NAME [FOLDER]]`: JavaScript and d.ts of a package (of all of them without a name), ready for `npm pack` or
 * `npm install FOLDER`. The folder is packages/NAME/dist unless another one is given.
 */
const root = resolve(import.meta.dirname, '..')

/** What each package shows to the outside, by name, and the pages that come with it. */
const packages: Record<string, { exports: Record<string, string>; pages: string[]; needs: string[] }> = {
  forecasting: {
    exports: { '.': 'index', './node': 'workers/forecast-many' },
    pages: ['README.md', 'REFERENCE.md', 'forecast.svg'],
    needs: [],
  },
  'deal-outlook': { exports: { '.': 'index' }, pages: ['README.md', 'REFERENCE.md'], needs: [] },
  planning: {
    exports: { '.': 'index', './workers': 'workers/solve-in-worker', './browser-worker': 'workers/browser-worker' },
    pages: ['README.md', 'REFERENCE.md'],
    needs: ['highs'],
  },
}

const [name, folder] = process.argv.slice(2)
if (name !== undefined && !packages[name]) {
  process.stderr.write(`There is no package ${name}. Choose one of: ${Object.keys(packages).join(', ')}\n`)
  process.exit(2)
}
for (const each of name === undefined ? Object.keys(packages) : [name]) {
  pack(each, resolve(folder ?? join(root, 'packages', each, 'dist')))
}

function pack(name: string, target: string): void {
  const here = join(root, 'packages', name)
  rmSync(join(target, 'src'), { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const sources = globSync('src/**/*.ts', { cwd: here, exclude: (file) => file.endsWith('.test.ts') })
  compile({ here, target, sources })
  // The compiler rewrites imports, but neither those of declarations nor the names of worker files.
  rewrite({ target, files: '**/*.d.ts', name: /(from '\.[^']*)\.ts'/g })
  rewrite({ target, files: '**/*.js', name: /(new URL\('\.[^']*)\.ts'/g })
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifestOf(name, here), undefined, 2)}\n`)
  for (const page of packages[name]!.pages) copyFileSync(join(here, page), join(target, page))
  copyFileSync(join(root, 'LICENSE'), join(target, 'LICENSE'))
  process.stdout.write(`${sources.length} modules in ${target}\n`)
}

function compile({ here, target, sources }: { here: string; target: string; sources: string[] }): void {
  const output = ['--ignoreConfig', '--outDir', join(target, 'src'), '--rootDir', join(here, 'src'), '--declaration']
  const language = ['--module', 'nodenext', '--target', 'es2023', '--lib', 'es2024,dom', '--types', 'node']
  const strict = ['--strict', '--noUncheckedIndexedAccess', '--skipLibCheck', '--rewriteRelativeImportExtensions']
  const compiler = join(root, 'node_modules/tsc7/bin/tsc')
  const options = { cwd: here, encoding: 'utf8' } as const
  const compiled = spawnSync(process.execPath, [compiler, ...output, ...language, ...strict, ...sources], options)
  if (compiled.status === 0) return
  process.stderr.write(compiled.stdout + compiled.stderr)
  process.exit(1)
}

function rewrite({ target, files, name }: { target: string; files: string; name: RegExp }): void {
  for (const file of globSync(files, { cwd: join(target, 'src') })) {
    const path = join(target, 'src', file)
    writeFileSync(path, readFileSync(path, 'utf8').replace(name, "$1.js'"))
  }
}

function manifestOf(name: string, here: string) {
  const { private: _, ...about } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
  const versions: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies
  const entry = (file: string) => ({ types: `./src/${file}.d.ts`, default: `./src/${file}.js` })
  const { exports, needs } = packages[name]!
  return {
    ...about,
    exports: Object.fromEntries(Object.entries(exports).map(([path, file]) => [path, entry(file)])),
    dependencies: Object.fromEntries(needs.map((each) => [each, versions[each]])),
    ...(needs.length === 0 && { sideEffects: false }),
    engines: { node: '>=20' },
  }
}
