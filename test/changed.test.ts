import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { changedFiles, testsFor } from './changed.ts'

test('a change asks for the tests beside it and for the stories of its domain or package', () => {
  expect(testsFor(['src/goals/attainment.sql.ts', 'src/goals/quota.test.ts'])).toEqual([
    'src/goals/',
    'src/goals/quota.test.ts',
    'test/scenarios/goals',
    'test/screens/goals/',
  ])
  expect(testsFor(['packages/planning/src/program/lots.ts'])).toEqual([
    'packages/planning/',
    'test/reference/planning/',
  ])
  expect(testsFor(['src/web/menu.ts'])).toEqual(['src/web/', 'test/screens/every-screen'])
  expect(testsFor(['README.md'])).toEqual(['test/readme.test.ts'])
})

test('what everything stands on asks for everything; what nothing tests asks for nothing', () => {
  expect(testsFor(['src/goals/schema.ts', 'package-lock.json'])).toBe('all')
  expect(testsFor(['test/harness/app.ts'])).toBe('all')
  expect(testsFor(['LICENSE'])).toEqual([])
})

test('changed are the files of the branch, the uncommitted and the new ones', async () => {
  const clone = await mkdtemp(join(tmpdir(), 'drumbeat-changed-'))
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: clone })
  try {
    git('init', '-q', '-b', 'main')
    for (const name of ['old.ts', 'edited.ts']) await writeFile(join(clone, name), '1')
    git('add', '.')
    git('commit', '-qm', 'first')
    git('checkout', '-qb', 'branch')
    await writeFile(join(clone, 'committed.ts'), '1')
    git('add', '.')
    git('commit', '-qm', 'second')
    await writeFile(join(clone, 'edited.ts'), '2')
    await writeFile(join(clone, 'new.ts'), '1')
    expect(changedFiles(clone)).toEqual(['committed.ts', 'edited.ts', 'new.ts'])
    expect(changedFiles(clone, 'HEAD')).toEqual(['edited.ts', 'new.ts'])
  } finally {
    await rm(clone, { recursive: true, force: true })
  }
})
