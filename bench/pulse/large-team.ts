import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { permissionsOf } from '#platform/auth/session.ts'
import { createToken } from '#platform/auth/tokens.tx.ts'
import { readConfig } from '#platform/config.ts'
import { reachDatabase } from '#platform/db/embedded/reach.ts'
import { openLog } from '#platform/log.ts'
import { systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { openWorkspace } from '#workspaces.ts'

/** Somebody who is asked: an API token, a way to sign a browser in, and the person; nobody for who runs surveys. */
export type Member = { token: string; cookie: { name: string; value: string }; personId: string | null }

/** Puts a company of so many people in teams of ten into a running product, each with a login; beside it somebody who runs surveys. */
export async function hire(dataDir: string, members: number): Promise<{ members: Member[]; runner: Member }> {
  const config = readConfig({ argv: [], env: { ...process.env, DRUMBEAT_DATA: dataDir } })
  const { url, release } = await reachDatabase({ config, workspace: 'main', sharing: 'shared' })
  const { workspace, close } = await openWorkspace({
    name: 'main',
    basePath: '',
    isDemo: false,
    address: url,
    dataDir,
    publicUrl: 'http://127.0.0.1',
    smtpUrl: null,
    clock: () => new Date(),
    log: openLog('fatal'),
  })
  try {
    const people = Array.from({ length: members }, (_, at) => ({ id: randomUUID(), name: `Member ${at}` }))
    const lines = people.slice(1).map(({ id }, at) => ({ id, managerId: people[managerOf(at + 1)]!.id }))
    await sql`insert into company.person (id, name, email, hired_on) select id, name, name || '@example.com', '2020-01-01'
      from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r(id uuid, name text)`.execute(workspace.db)
    await sql`insert into company.reporting_line (id, person_id, manager_id, starts_on) select gen_random_uuid(), id, "managerId", '2020-01-01'
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r(id uuid, "managerId" uuid)`.execute(workspace.db)
    const found: Member[] = []
    for (const { id, name } of people) found.push(await login(workspace, { name, role: 'rep', personId: id }))
    const runner = await login(workspace, { name: 'Runner', role: 'sales-ops-manager', personId: null })
    return { members: found, runner }
  } finally {
    await close()
    await release()
  }
}

/** Each leads ten: the first leads those from 1 to 10, the second those from 11 to 20. */
function managerOf(at: number): number {
  return Math.floor((at - 1) / 10)
}

async function login(
  workspace: Workspace,
  { name: called, role, personId }: { name: string; role: string; personId: string | null },
): Promise<Member> {
  const email = `${randomUUID()}@example.com`
  const userId = await workspace.auth.createUser({ name: called, email, role, personId, password: null })
  const allowed = permissionsOf(workspace, role)
  const work = { workspace, actor: systemActor }
  const { secret } = await createToken(work, {
    userId,
    name: called,
    scopes: [...allowed],
    expiresInDays: null,
    allowed,
  })
  const entered = await workspace.auth.signInAs(userId, new Headers(), null)
  const [name, value] = entered.headers.getSetCookie()[0]!.split(';')[0]!.split(/=(.*)/s) as [string, string]
  return { token: secret, cookie: { name, value: decodeURIComponent(value) }, personId }
}
