import { spawnSync } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** `node bin/pack-forecasting.ts FOLDER`: JavaScript and d.ts of the package, ready for `npm pack` or `npm install FOLDER`. */
const here = resolve(import.meta.dirname, '../packages/forecasting')
const target = resolve(process.argv[2] ?? join(here, 'dist'))

rmSync(join(target, 'src'), { recursive: true, force: true })
mkdirSync(target, { recursive: true })
const compiler = resolve(here, '../../node_modules/tsc7/bin/tsc')
const sources = globSync('src/**/*.ts', { cwd: here, exclude: (name) => name.endsWith('.test.ts') })
const options = [
  ...['--ignoreConfig', '--outDir', join(target, 'src'), '--rootDir', join(here, 'src'), '--declaration'],
  ...[
    '--rewriteRelativeImportExtensions',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--lib',
    'es2024,dom',
    '--types',
    'node',
  ],
  ...['--strict', '--noUncheckedIndexedAccess', '--skipLibCheck'],
]
const compiled = spawnSync(process.execPath, [compiler, ...options, ...sources], { cwd: here, encoding: 'utf8' })
if (compiled.status !== 0) {
  process.stderr.write(compiled.stdout + compiled.stderr)
  process.exit(1)
}
for (const file of globSync('**/*.d.ts', { cwd: join(target, 'src') })) {
  const path = join(target, 'src', file)
  writeFileSync(path, readFileSync(path, 'utf8').replace(/(from '\.[^']*)\.ts'/g, "$1.js'"))
}
const entry = (name: string) => ({ types: `./src/${name}.d.ts`, default: `./src/${name}.js` })
const { private: _, ...about } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
const exports = { '.': entry('index'), './node': entry('workers/forecast-many') }
const manifest = { ...about, exports, sideEffects: false, engines: { node: '>=20' } }
writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
for (const page of ['README.md', 'REFERENCE.md', 'forecast.svg']) copyFileSync(join(here, page), join(target, page))
writeFileSync(join(target, 'LICENSE'), readFileSync(resolve(here, '../../LICENSE')))
process.stdout.write(`${sources.length} modules in ${target}\n`)
