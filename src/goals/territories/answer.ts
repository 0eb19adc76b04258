import type { Balanced } from '../planning-contract.ts'
import { balanced, loadsOf } from './balance.ts'

type Given = {
  /** Their ids; those of a case that is sent along are names. */
  territories: readonly string[]
  nameOf?: (territory: string) => string
  accounts: readonly {
    id: string
    name?: string | undefined
    potential: number
    territory: string
    fixed: boolean
    allowed?: readonly string[] | undefined
  }[]
}

/** A balance in words of the caller: names instead of numbers, imbalance by the mean. */
export function balanceAnswer({ territories, accounts, nameOf = (id) => id }: Given, moveLimit: number): Balanced {
  const place = new Map(territories.map((name, at) => [name, at]))
  const known = accounts.map((account) => ({
    potential: account.potential,
    territory: place.get(account.territory)!,
    fixed: account.fixed,
    allowed: account.allowed ? account.allowed.flatMap((name) => place.get(name) ?? []) : null,
  }))
  const before = loadsOf(known, territories.length)
  const mean = before.reduce((sum, each) => sum + each, 0) / territories.length
  const { assignment, loads, moved, max, bound } = balanced({
    accounts: known,
    territories: territories.length,
    mostMoves: Math.floor(moveLimit * accounts.length + 1e-9),
  })
  const byMean = (value: number) => (mean > 0 ? value / mean : null)
  const [was, is] = [byMean(Math.max(...before)), byMean(max)]
  return {
    moveLimit,
    moved,
    movedShare: moved / accounts.length,
    imbalanceBefore: was,
    imbalance: is,
    bound: byMean(bound),
    gap: bound > 0 ? Math.max(0, max / bound - 1) : null,
    excessRemoved: was !== null && is !== null && was > 1 ? 1 - (is - 1) / (was - 1) : null,
    territories: territories.map((id, at) => ({
      ...{ id, territory: nameOf(id) },
      before: before[at]!,
      after: loads[at]!,
      accountsBefore: known.filter((account) => account.territory === at).length,
      accountsAfter: assignment.filter((each) => each === at).length,
    })),
    moves: accounts.flatMap(({ id, name, potential }, at) => {
      const [from, to] = [known[at]!.territory, assignment[at]!]
      return from === to
        ? []
        : [
            {
              ...{ account: id, name: name ?? id, from: nameOf(territories[from]!), to: nameOf(territories[to]!) },
              ...{ toId: territories[to]!, potential },
            },
          ]
    }),
  }
}
