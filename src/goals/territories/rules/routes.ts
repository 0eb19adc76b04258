import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { addTerritoryRule, endTerritoryRule, planMoves, withdrawMove } from './change.tx.ts'
import { territoryRulesContract } from './contract.ts'
import { placed, type RuledAccount } from './placed.ts'
import { ruledAccounts, territoryMoves, territoryNames, territoryRules } from './rules.sql.ts'

/** Territory rules and dated moves over HTTP. */
export function territoryRulesRoutes(mount: Mount): void {
  mount(territoryRulesContract.rules, async ({ workspace: { db } }) => {
    const names = [...(await territoryNames(db))].sort(([, a], [, b]) => (a < b ? -1 : 1))
    return { territories: names.map(([id, name]) => ({ id, name })), rules: await territoryRules(db) }
  })
  mount(territoryRulesContract.addRule, async ({ work, body }) => ({ id: await addTerritoryRule(work, body) }))
  mount(territoryRulesContract.endRule, async ({ work, params: { id } }) => {
    await endTerritoryRule(work, id)
    return { id }
  })
  mount(territoryRulesContract.preview, async ({ workspace: { db, clock }, scope, query: { on, limit } }) => {
    const rules = await territoryRules(db, on ?? (await companyToday(db, clock())))
    const [{ currency }, accounts, names] = [
      await readCompany(db),
      await ruledAccounts(db, scope, clock()),
      await territoryNames(db),
    ]
    const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
    const listed = (account: RuledAccount) => ({
      accountId: account.id,
      name: account.name,
      territory: nameOf(account.territoryId),
      potential: account.potential,
    })
    const part = <Row>(some: readonly Row[], accountOf: (row: Row) => RuledAccount) => ({
      accounts: some.length,
      potential: some.reduce((sum, row) => sum + accountOf(row).potential, 0),
    })
    const found = placed(
      accounts.toSorted((a, b) => b.potential - a.potential),
      rules,
    )
    return {
      currency,
      staying: found.staying,
      moves: {
        ...part(found.moves, ({ account }) => account),
        rows: found.moves.slice(0, limit).map(({ account, toTerritoryId }) => ({
          ...listed(account),
          toTerritoryId,
          to: nameOf(toTerritoryId) ?? '',
        })),
      },
      unassigned: {
        ...part(found.unassigned, (account) => account),
        rows: found.unassigned.slice(0, limit).map(listed),
      },
      doublyAssigned: {
        ...part(found.doubly, ({ account }) => account),
        rows: found.doubly.slice(0, limit).map(({ account, territoryIds }) => ({
          ...listed(account),
          claimedBy: territoryIds.map((id) => nameOf(id) ?? ''),
        })),
      },
    }
  })
  mount(territoryRulesContract.moves, async ({ workspace: { db }, query }) => ({
    moves: await territoryMoves(db, query.limit),
  }))
  mount(territoryRulesContract.planMoves, ({ work, body }) => planMoves(work, body))
  mount(territoryRulesContract.withdrawMove, async ({ work, params: { id } }) => {
    await withdrawMove(work, id)
    return { id }
  })
}
