import type { Mount } from '#platform/http/mount.ts'
import { notFound } from '#platform/http/refusal.ts'
import { todayOf } from '../deals/routes.ts'
import { mergedInto } from '../duplicates/merged.sql.ts'
import { accountById, accountChoices, accountSurroundings, accountsPage } from './accounts.sql.ts'
import { addAccount, changeAccount } from './change.tx.ts'
import { accountsContract } from './contract.ts'

/** Accounts: list, one with what belongs to it, and changes. */
export function accountsRoutes(mount: Mount): void {
  mount(accountsContract.listAccounts, async ({ workspace, scope, query }) =>
    accountsPage(workspace.db, scope, { ...query, today: await todayOf(workspace) }),
  )

  mount(accountsContract.accountChoices, ({ workspace }) => accountChoices(workspace.db))

  mount(accountsContract.accountDetail, async ({ workspace, scope, params }) => {
    const today = await todayOf(workspace)
    const account = await accountById(workspace.db, scope, { id: params.id, today })
    if (!account) throw notFound('account', params.id)
    const merged = await mergedInto(workspace.db, { noun: 'account', id: params.id })
    return { account, mergedInto: merged, ...(await accountSurroundings(workspace.db, scope, params.id)) }
  })

  mount(accountsContract.addAccount, async ({ workspace, scope, work, body }) => {
    const id = await addAccount(work, body)
    return (await accountById(workspace.db, scope, { id, today: await todayOf(workspace) }))!
  })

  mount(accountsContract.changeAccount, async ({ workspace, scope, work, params, body }) => {
    await changeAccount(work, { id: params.id, changes: body })
    return (await accountById(workspace.db, scope, { id: params.id, today: await todayOf(workspace) }))!
  })
}
