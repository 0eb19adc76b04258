import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { refuseMergedAccount } from '../duplicates/merged.sql.ts'

/** Refuses an owner or an account that is not there, and an owner whom the writer may not give things to. */
export async function refuseWrongReferences(
  tx: Tx,
  scope: Scope,
  { ownerId, accountId }: { ownerId?: string | null | undefined; accountId?: string | null | undefined },
): Promise<void> {
  if (
    ownerId !== undefined &&
    scope.sees.deals !== 'all' &&
    (ownerId === null || !scope.sees.deals.includes(ownerId))
  ) {
    throw refusal(403, {
      code: 'not-your-team',
      message: 'This can only be given to you or to a person who reports to you.',
      wayOut: 'Ask a sales manager or sales operations to hand it over.',
    })
  }
  const { rows } = await sql<{ noun: string; id: string }>`
    select 'person' as noun, ${ownerId ?? null}::text as id
      where ${ownerId ?? null}::uuid is not null and not exists (select from company.person where id = ${ownerId ?? null} and erased_at is null)
    union all select 'account', ${accountId ?? null}
      where ${accountId ?? null}::uuid is not null and not exists (select from crm.account where id = ${accountId ?? null})`.execute(
    tx,
  )
  if (!rows[0]) return refuseMergedAccount(tx, accountId)
  throw refusal(400, {
    code: 'unknown',
    message: `There is no ${rows[0].noun} ${rows[0].id}.`,
    wayOut: 'Choose one that exists.',
  })
}
