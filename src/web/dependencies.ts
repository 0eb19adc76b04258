import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A package that comes along, as the lock file or the package itself states it. */
export type Dependency = {
  name: string
  version: string
  licence: string | null
  integrity: string | null
  isTool: boolean
}

type LockEntry = {
  version?: string
  dev?: boolean
  devOptional?: boolean
  license?: string
  link?: boolean
  integrity?: string
}

/** Packages that state their licence in a file only; looked at by hand. */
const statedInFile: Readonly<Record<string, string>> = { 'png-js': 'MIT' }

/** Every package of the lock file that is there to be asked, by name and version. */
export function dependenciesOf(root: string): Dependency[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>
  }
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.link) return []
    const own = join(root, path, 'package.json')
    if (entry.license === undefined && !existsSync(own)) return [] // for another platform
    const name = path.slice(path.lastIndexOf('node_modules/') + 13)
    const stated = entry.license ?? JSON.parse(readFileSync(own, 'utf8')).license ?? licenceFile(join(root, path))
    return [
      {
        name,
        version: entry.version ?? '',
        licence: stated === undefined ? (statedInFile[name] ?? null) : String(stated),
        integrity: entry.integrity ?? null,
        isTool: Boolean(entry.dev ?? entry.devOptional),
      },
    ]
  })
}

/** What users get, tools of development left out, as a bill of materials in CycloneDX 1.6. */
export async function billOfMaterials(root: string): Promise<string> {
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Dependency
  const seen = new Map<string, object>()
  for (const each of dependenciesOf(root).filter(({ isTool }) => !isTool)) seen.set(purlOf(each), componentOf(each))
  const components = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component)
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', name, version, licenses: [{ license: { id: 'Apache-2.0' } }] },
    },
    components,
  }
  return `${JSON.stringify(bill, null, 1)}\n`
}

function componentOf(dependency: Dependency): object {
  const { name, version, licence, integrity } = dependency
  const [algorithm, digest] = integrity?.split('-') ?? []
  return {
    type: 'library',
    'bom-ref': purlOf(dependency),
    name,
    version,
    purl: purlOf(dependency),
    ...(licence && { licenses: [/ (OR|AND) /.test(licence) ? { expression: licence } : { license: { id: licence } }] }),
    ...(algorithm === 'sha512' &&
      digest && { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
  }
}

function purlOf({ name, version }: Dependency): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`
}

/** A package that states no licence in its package.json may bring the text of one. */
function licenceFile(folder: string): string | undefined {
  const file = join(folder, 'LICENSE')
  return existsSync(file) && /^\s*(The )?MIT License\b/.test(readFileSync(file, 'utf8')) ? 'MIT' : undefined
}
