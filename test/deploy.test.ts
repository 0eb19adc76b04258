import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const cli = readFileSync(join(root, 'src/cli.ts'), 'utf8')

test.each(readdirSync(join(root, 'deploy')).filter((name) => name.endsWith('.service')))(
  '%s has the sections of a unit, and starts a command that exists',
  (name) => {
    const unit = sectionsOf(readFileSync(join(root, 'deploy', name), 'utf8'))
    expect([...unit.keys()]).toEqual(['Unit', 'Service', 'Install'])
    const [, ...words] = (unit.get('Service')?.get('ExecStart') ?? '').split(' ')
    expectsToRun(words)
  },
)

test('the container file copies what exists, and starts a command that exists', () => {
  const text = readFileSync(join(root, 'deploy/Containerfile'), 'utf8')
  const steps = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  for (const line of steps) {
    expect(line).toMatch(/^(FROM|WORKDIR|COPY|RUN|ENV|VOLUME|EXPOSE|STOPSIGNAL|HEALTHCHECK|ENTRYPOINT|CMD) \S/)
    const [verb, ...rest] = line.split(' ')
    if (verb === 'COPY')
      for (const source of rest.slice(0, -1)) expect([source, existsSync(join(root, source))]).toEqual([source, true])
  }
  const listed = (verb: string) =>
    JSON.parse(steps.find((line) => line.startsWith(`${verb} `))!.slice(verb.length + 1)) as string[]
  expectsToRun([...listed('ENTRYPOINT').slice(1), ...listed('CMD')])
})

/** A launcher that is there, a command that it knows, and flags of that command. */
function expectsToRun([launcher = '', command = '', ...flags]: string[]): void {
  expect(existsSync(join(root, launcher))).toBe(true)
  expect(cli).toContain(`command('${command}'`)
  for (const flag of flags) expect(cli).toContain(`'${flag}'`)
}

function sectionsOf(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>()
  let current: Map<string, string> | undefined
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [, section] = /^\[(\w+)\]$/.exec(line) ?? []
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? []
    if (section) {
      current = new Map()
      sections.set(section, current)
    } else if (name && current) current.set(name, value ?? '')
    else throw new Error(`No line of a unit: ${line}`)
  }
  return sections
}
