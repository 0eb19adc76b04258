import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { reachDatabase, type Workspace as WorkspaceName } from '#platform/db/embedded/reach.ts'
import { backupsIn, upgrade } from '#platform/db/upgrade.ts'
import { openLog } from '#platform/log.ts'
import { systemActor, type Work } from '#platform/transaction.ts'
import { openWorkspace } from '../workspaces.ts'
import { leaveToOwner } from './own-user.ts'

/** Which workspace a command is for, and the flags that say where its database is. */
export type WorkspaceRequest = { workspace: WorkspaceName; argv: string[] }

/** Opens a workspace beside a running server or without one, and closes it again. */
export async function withWorkspace(request: WorkspaceRequest, act: (work: Work) => Promise<void>): Promise<void> {
  const config = readConfig({ argv: request.argv, env: process.env })
  const { url, servedAt, release } = await reachDatabase({ config, workspace: request.workspace, sharing: 'shared' })
  try {
    const say = (line: string) => process.stderr.write(`${line}\n`)
    await upgrade({ address: url, name: request.workspace, folder: backupsIn(config.dataDir), now: systemClock(), say })
    const isDemo = request.workspace === 'demo'
    const publicUrl = config.publicUrl ?? servedAt ?? `http://${config.host}:${config.port}`
    const { workspace, close } = await openWorkspace({
      name: request.workspace,
      basePath: isDemo ? '/demo' : '',
      isDemo,
      address: url,
      dataDir: config.dataDir,
      publicUrl: publicUrl.replace(/\/$/, ''),
      smtpUrl: config.smtpUrl ?? null,
      clock: systemClock,
      log: openLog('error'),
    })
    await act({ workspace, actor: systemActor }).finally(close)
  } finally {
    await release()
    await leaveToOwner(config.dataDir)
  }
}
