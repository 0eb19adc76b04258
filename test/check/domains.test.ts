import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { declared, jobs, permissionWords, reactions } from '#declared.ts'
import { domains } from '#domains.ts'
import type { Domain } from '#platform/domain.ts'
import { roles } from '#roles.ts'

/** Events that platform itself tells of. */
const ofPlatform = ['users', 'workspace']

test('each name in the list of domains is a folder that declares itself by that name', () => {
  expect(declared.map(({ name }) => name)).toEqual([...domains])
})

test('a domain uses others that exist, and no two use each other, directly or round about', () => {
  const uses = new Map(declared.map(({ name, uses }) => [name, uses.filter((each) => /^\w/.test(each))]))
  for (const used of [...uses.values()].flat()) expect(domains).toContain(used)
  const settled = new Set<string>()
  for (let before = -1; before !== settled.size; ) {
    before = settled.size
    for (const [name, used] of uses) if (used.every((each) => settled.has(each))) settled.add(name)
  }
  expect([...uses.keys()].filter((name) => !settled.has(name))).toEqual([])
})

test('what a domain declares begins with its name: events, jobs, and tables, but for those of platform', () => {
  for (const { name, events, jobs, refersTo } of declared) {
    for (const event of events) expect(event.split('.')[0]).toBe(name)
    for (const job of jobs) expect(job.name.split('.')[0]).toBe(name)
    for (const { table } of refersTo) expect([name, 'auth', 'platform']).toContain(table.split('.')[0])
  }
})

test('a reaction follows an event that its domain may know, and names a job that exists', () => {
  const names = jobs.map((job) => job.name)
  for (const followers of Object.values(reactions)) for (const job of followers) expect(names).toContain(job)
  for (const domain of declared) {
    for (const event of Object.keys(domain.reactions)) {
      const owner = event.split('.')[0]!
      expect([domain.name, ...domain.uses, ...ofPlatform], `${domain.name} reacts to ${event}`).toContain(owner)
    }
  }
})

test('every permission that a role holds has words, and no two say the same', () => {
  const held = new Set(Object.values(roles).flatMap((role) => role.permissions))
  for (const permission of held) expect(permissionWords[permission], permission).toBeTruthy()
  expect(new Set(Object.values(permissionWords)).size).toBe(Object.keys(permissionWords).length)
})

test('no two domains declare a kind of file, a noun or a subject by the same name: the first would answer for both', () => {
  for (const namesOf of [
    ({ files }: Domain) => files.map(({ name }) => name),
    ({ nouns }: Domain) => nouns.flatMap(({ noun, plural }) => [noun, plural]),
    ({ subjects }: Domain) => subjects.map(({ noun }) => noun),
  ]) {
    const names = declared.flatMap(namesOf)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  }
})

test('a drawer that can be talked below is of a noun that some domain declares as a subject: others answer 404', () => {
  const subjects = new Set(declared.flatMap((domain) => domain.subjects.map(({ noun }) => noun)))
  const spokenOf = globSync('src/**/*.tsx').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^ .*<(?:Panels|CommentsOn|ActionsOn) noun="(\w+)"/gm)].map(
      ([, noun]) => noun!,
    ),
  )
  expect(spokenOf).toContain('check')
  expect(spokenOf.filter((noun) => !subjects.has(noun))).toEqual([])
})
