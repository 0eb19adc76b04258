import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { downloadBackup } from './backup.io.ts'
import { settingsContract } from './contract.ts'
import { signOnRoutes } from './sign-on/routes.ts'

/** What the Settings screen needs beside users, tokens, audit and the company profile. */
export function settingsRoutes(mount: Mount): void {
  signOnRoutes(mount)
  mount(settingsContract.roles, async ({ workspace }) => {
    const words: Record<string, string> = Object.assign({}, ...workspace.domains.map((each) => each.permissions))
    return {
      roles: Object.values(workspace.roles).map((role) => {
        const permissions = [...new Set(role.permissions)]
        const may = permissions.map((permission) => ({ permission, words: words[permission] ?? permission }))
        return { ...role, permissions, may }
      }),
    }
  })
  mount(settingsContract.backup, async ({ workspace, work }) => {
    await told(work, 'Downloaded a backup of the workspace')
    return downloadBackup(workspace)
  })
  mount(settingsContract.sealedBackup, async ({ workspace, work, permissions, body }) => {
    if (body.passwords && !permissions.has('users:manage')) {
      throw refusal(403, {
        code: 'not-permitted',
        message: 'Only who manages users may take the digests of passwords along.',
        wayOut: 'Leave them out; after a restore elsewhere people set new passwords by a link.',
      })
    }
    await told(work, `Downloaded a sealed backup of the workspace${body.passwords ? ', with passwords' : ''}`)
    return downloadBackup(workspace, body)
  })
}

async function told(work: Work, summary: string): Promise<void> {
  await transact(work, ({ audit }) => audit({ command: 'settings.backup', noun: 'backup', summary }))
}
