import { spawn } from 'node:child_process'
import { type Dependency, dependenciesOf } from '#web/dependencies.ts'
import type { Finding, House, Violation } from './house.ts'
import { readFiles } from './source-files.ts'

/** Licences under which others' code may come along, unchanged, with an Apache-2.0 product. */
const allowed = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]
/** For development only: tools that no user of the product gets. */
const allowedInTools = [...allowed, 'CC-BY-4.0']

/** What a key, a token or a password of somebody looks like when it was left in a file. */
const secrets = [
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
  /\bxox[abprs]-[A-Za-z0-9-]{20,}/,
  /\bsk_live_[A-Za-z0-9]{20,}/,
  /\bdrumbeat_[A-Za-z0-9_-]{43}\b/,
]

/** Files whose keys open nothing but what a test makes up. */
const madeUp = ['test/scenarios/old-backup/old-backup.test.ts']

/**
 * Looks over what comes along: licences of all packages, secrets left in files. Known vulnerabilities are told where the
 * registry answers; they are no fault of the tree looked at, so that the same tree passes on any day and without a network.
 */
export async function checkAudits(house: House, ask = graveVulnerabilities): Promise<Finding> {
  const packages = dependenciesOf(house.root)
  const grave = await ask(house.root)
  const known = grave === undefined ? 'the registry did not answer about vulnerabilities' : toldOf(grave)
  return {
    looked: `${packages.length} licences, secrets; ${known}`,
    violations: [...packages.flatMap(unlicensed), ...leftSecrets(house)],
  }
}

function unlicensed({ name, licence, isTool }: Dependency): Violation[] {
  const choices = String(licence).replace(/[()]/g, '').split(/ OR /)
  const isFine = choices.some((choice) =>
    choice.split(' AND ').every((part) => (isTool ? allowedInTools : allowed).includes(part)),
  )
  return isFine
    ? []
    : [{ where: name, rule: 'packages come under licences that fit Apache-2.0', says: `is under ${licence}` }]
}

function leftSecrets(house: House): Violation[] {
  const files = readFiles({
    root: house.root,
    folders: ['.'],
    endings: ['.ts', '.tsx', '.mjs', '.js', '.json', '.md', '.sql', '.csv', '.env'],
  })
  return files
    .filter(({ path }) => !madeUp.includes(path))
    .flatMap(({ path, text }) =>
      secrets
        .filter((secret) => secret.test(text))
        .map(() => ({ where: path, rule: 'no secret stands in a file', says: 'holds what looks like a key' })),
    )
}

function toldOf(grave: string[]): string {
  return grave.length === 0 ? 'no grave vulnerability is known' : `known vulnerabilities: ${grave.join(', ')}`
}

/** High and critical ones that npm knows of in what users get; undefined when the registry does not answer in time. */
async function graveVulnerabilities(root: string): Promise<string[] | undefined> {
  const child = spawn('npm', ['audit', '--omit=dev', '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 10_000,
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  await new Promise<void>((resolve) => child.on('close', () => resolve()).on('error', () => resolve()))
  try {
    const { vulnerabilities } = JSON.parse(said) as {
      vulnerabilities?: Record<string, { severity: string; range: string }>
    }
    return (
      vulnerabilities &&
      Object.entries(vulnerabilities)
        .filter(([, { severity }]) => ['high', 'critical'].includes(severity))
        .map(([name, { severity, range }]) => `${name} ${range} (${severity})`)
    )
  } catch {
    return undefined
  }
}
