import type { Mount } from '#platform/http/mount.ts'
import { transact } from '#platform/transaction.ts'
import { downloadBackup } from './commands.ts'
import { settingsContract } from './contract.ts'

/** What the Settings screen needs beside users, tokens, audit and the company profile. */
export function settingsRoutes(mount: Mount): void {
  mount(settingsContract.roles, async ({ workspace }) => ({
    roles: Object.values(workspace.roles).map((role) => ({ ...role, permissions: [...new Set(role.permissions)] })),
  }))
  mount(settingsContract.backup, async ({ workspace, work }) => {
    await transact(work, ({ audit }) =>
      audit({ command: 'settings.backup', noun: 'backup', summary: 'Downloaded a backup of the workspace' }),
    )
    return downloadBackup(workspace)
  })
}
