import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const launcher = join(import.meta.dirname, '../bin/drumbeat.mjs')

/** Wrong usage, whatever the command, leaves with the same code and says on the error stream what was wrong. */
test.each([
  ['a command that does not exist', ['fly'], 'fly'],
  ['a port that is none', ['start', '--port', 'abc'], 'abc'],
  ['a flag that start does not know', ['start', '--fast'], '--fast'],
  ['an import without a file', ['import'], 'file'],
  ['an import of an unknown kind', ['import', 'x.csv', '--kind', 'spells'], 'spells'],
  ['an import into an unknown workspace', ['import', 'x.csv', '--workspace', 'third'], 'third'],
  ['a backup without a file', ['backup'], 'file'],
  ['a restore into an unknown workspace', ['restore', 'x.backup', '--workspace', 'third'], 'third'],
  ['a data directory that is not absolute', ['backup', 'x.backup', '--data', 'here'], 'here'],
  ['a user without a role', ['user', 'create', 'ines@example.com', '--name', 'Ines'], '--role'],
  ['an unknown command of user', ['user', 'promote'], 'promote'],
])('%s leaves with 2', async (_, args, named) => {
  const child = spawn(process.execPath, [launcher, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const [code] = await once(child, 'close')
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(named)
})
