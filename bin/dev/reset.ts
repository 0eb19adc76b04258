import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { claimDataDirectory } from '#platform/db/embedded/claim.ts'
import { findPostmaster, stopPostmaster } from '#platform/db/embedded/postmaster.ts'
import { devFolder } from './folder.ts'

/** `npm run reset`: throws away the databases, files and mails of `npm run dev`, and nothing else. */
const folder = devFolder()
process.exitCode = await reset()

async function reset(): Promise<number> {
  if (!existsSync(folder)) return say(`There is nothing in ${folder}; npm run dev makes it.`, 0)
  const claimed = await claimDataDirectory(folder)
  if (claimed.state === 'taken') return say(`npm run dev is running (process ${claimed.owner.pid}). Stop it first.`, 1)
  const cluster = join(folder, 'postgres')
  const orphan = await findPostmaster(cluster)
  if (orphan) await stopPostmaster({ pid: orphan.pid, cluster, patience: 5000 })
  await rm(folder, { recursive: true, force: true })
  return say(`${folder} is gone; npm run dev makes it anew.`, 0)
}

function say(line: string, code: number): number {
  process.stdout.write(`${line}\n`)
  return code
}
