import { pathToFileURL } from 'node:url'
import { acceptInvitation, linkFirstOwner } from '#platform/auth/logins.tx.ts'
import { needsOwner } from '#platform/auth/users.sql.ts'
import { readConfig } from '#platform/config.ts'
import { systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { start } from '#start.ts'
import { devFolder, mailFolder } from './folder.ts'

/** The product without its screens, as `npm run dev` starts it anew at each change: on data of its own, mails written to files. */
const owner = { name: 'Dev Owner', email: 'dev@example.com', password: 'drumbeat-dev' }
const env = { SMTP_URL: pathToFileURL(mailFolder()).href, ...process.env, DRUMBEAT_DATA: devFolder() }
const shownAt = process.env.DRUMBEAT_SHOWN_AT ?? 'http://127.0.0.1:4400'

await start(readConfig({ argv: process.argv.slice(2), env }), { shownAt, welcome: logins })

/** Whom to sign in as: in the demo anybody, in main the owner, who is made on the first start. */
async function logins(workspaces: Workspace[], url: string): Promise<string[]> {
  const lines: string[] = []
  for (const workspace of workspaces) {
    if (workspace.isDemo) lines.push(`  ${url}${workspace.basePath}/  the demo company, one click per role`)
    else lines.push(`  ${url}/  your own workspace: ${await ownerOf(workspace)}`)
  }
  return [...lines, `  ${url}/dev/mail  mails that would have been sent`]
}

async function ownerOf(workspace: Workspace): Promise<string> {
  const work = { workspace, actor: systemActor }
  if (await needsOwner(workspace.db)) {
    const { secret } = await linkFirstOwner(work)
    await acceptInvitation(work, { secret, ...owner })
  }
  return `${owner.email}, password ${owner.password} (unless you changed it)`
}
