import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { dayIn } from '#platform/clock.ts'
import { writeBackup } from '#platform/db/backup/write.ts'
import type { Workspace } from '#platform/workspace.ts'

/**
 * A backup as a download: written whole beside the workspace's files first, so that a browser never keeps half a one,
 * then sent, then removed.
 */
export async function downloadBackup(
  { name, address, filesDir, clock }: Workspace,
  { passphrase, passwords = false }: { passphrase?: string | undefined; passwords?: boolean } = {},
): Promise<Response> {
  const madeAt = clock()
  const folder = await mkdtemp(join(filesDir, 'backup-'))
  const file = join(folder, 'backup')
  try {
    await writeBackup({ address, file, madeAt, passphrase, passwords })
    const { size } = await stat(file)
    const bytes = createReadStream(file)
    bytes.once('close', () => void rm(folder, { recursive: true, force: true }))
    return new Response(Readable.toWeb(bytes) as ReadableStream, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(size),
        'content-disposition': `attachment; filename="drumbeat-${name}-${dayIn('UTC', madeAt)}.backup"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}
