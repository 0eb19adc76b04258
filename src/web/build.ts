import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { billOfMaterials } from './dependencies.ts'
import { packBuild } from './pack.ts'

const root = resolve(import.meta.dirname, '../..')
const target = `${root}/web-build`
const recipe = [
  'package-lock.json',
  'vite.config.ts',
  'src/web/index.html',
  'src/web/boot.js',
  'src/web/answer.html',
  'src/web/answer-boot.js',
  'src/web/build.ts',
  'src/web/dependencies.ts',
  'src/web/pack.ts',
]

/** Builds the screens, with a list of what came along (dependencies.cdx.json), unless what they were last built from has not changed; gives the folder to serve. */
export async function buildWeb(beforeBuilding: () => void = () => {}): Promise<string> {
  if (await isCurrent()) return target
  beforeBuilding()
  const { build } = await import('vite')
  const fresh = `${root}/node_modules/.web-build-${process.pid}`
  const inputs = new Set(recipe)
  const asked = process.env.NODE_ENV
  process.env.NODE_ENV = 'production' // whoever asks, also a test: otherwise React comes in its slow form
  await build({
    configFile: `${root}/vite.config.ts`,
    mode: 'production',
    logLevel: 'warn',
    build: { outDir: fresh },
    plugins: [
      {
        name: 'note-inputs',
        generateBundle() {
          for (const id of this.getModuleIds()) {
            const path = relative(root, id.split('?')[0] ?? id)
            if (id.startsWith(root) && !path.includes('node_modules')) inputs.add(path)
          }
        },
      },
    ],
  })
  if (asked === undefined) delete process.env.NODE_ENV
  else process.env.NODE_ENV = asked
  await packBuild(fresh)
  await writeFile(`${fresh}/dependencies.cdx.json`, await billOfMaterials(root))
  await writeFile(`${fresh}/inputs.json`, JSON.stringify(await hashes([...inputs].sort()), null, 1))
  await putInPlace(fresh)
  return target
}

/** Another process may have built the same meanwhile and serve it: then that stays. What is replaced is gone for no longer than two renames. */
async function putInPlace(fresh: string): Promise<void> {
  if (await isCurrent()) return rm(fresh, { recursive: true })
  const old = `${fresh}-old`
  await rename(target, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(fresh, target)
  await rm(old, { recursive: true, force: true })
}

async function isCurrent(): Promise<boolean> {
  if (!existsSync(`${target}/inputs.json`)) return false
  const before = JSON.parse(await readFile(`${target}/inputs.json`, 'utf8')) as Record<string, string>
  const now = await hashes(Object.keys(before))
  return Object.entries(before).every(([path, hash]) => now[path] === hash)
}

async function hashes(paths: string[]): Promise<Record<string, string>> {
  const entries = await Promise.all(
    paths.map(async (path): Promise<[string, string]> => {
      const content = await readFile(`${root}/${path}`).catch(() => null)
      return [path, content ? createHash('sha256').update(content).digest('hex') : 'gone']
    }),
  )
  return Object.fromEntries(entries)
}
