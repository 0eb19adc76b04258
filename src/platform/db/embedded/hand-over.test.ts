import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backupsIn } from '../upgrade.ts'
import { chownTree, strangerIn } from './hand-over.ts'

const isRoot = process.getuid?.() === 0

test.runIf(isRoot)('a tree changes hands with all it holds, and what its links lead to does not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-hand-over-'))
  try {
    await mkdir(join(folder, 'mine', 'below'), { recursive: true })
    await mkdir(join(folder, 'roots'))
    for (const file of ['mine/below/a', 'roots/secret']) await writeFile(join(folder, file), '')
    await symlink(join(folder, 'roots'), join(folder, 'mine', 'below', 'link'))
    await chownTree(join(folder, 'mine'), { uid: 64_400, gid: 64_400, name: 'somebody' })
    const owners = ['mine', 'mine/below', 'mine/below/a', 'roots', 'roots/secret'].map(
      async (path) => (await stat(join(folder, path))).uid,
    )
    expect(await Promise.all(owners)).toEqual([64_400, 64_400, 64_400, 0, 0])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('what an upgrade backs up is Drumbeat’s own, so that the next start still gives its folder to its user', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'drumbeat-own-'))
  try {
    await mkdir(backupsIn(dataDir))
    expect(await strangerIn(dataDir)).toBeUndefined()
    await mkdir(join(dataDir, 'photos'))
    expect(await strangerIn(dataDir)).toBe('photos')
  } finally {
    await rm(dataDir, { recursive: true })
  }
})
