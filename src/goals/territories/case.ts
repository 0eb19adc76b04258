type Account = {
  id: string
  name?: string | undefined
  potential: number
  territory: string | null
  allowed?: readonly string[] | undefined
}
type Fault = { path: string; message: string }

/** What contradicts itself in a case that was sent along, each with its worth: nothing of it is resolved silently. */
export function faultsOfCase(given: { territories: readonly string[]; accounts: readonly Account[] }): Fault[] {
  const { territories, accounts } = given
  const known = new Set(territories)
  const twice = territories.flatMap((name, at) =>
    territories.indexOf(name) < at
      ? [{ path: `territories.${at}`, message: `The territory ${name} is named twice.` }]
      : [],
  )
  const met = new Set<string>()
  const found = accounts.flatMap((account, at): Fault[] => {
    const { id, potential, territory, allowed = [] } = account
    const path = `accounts.${at}`
    const strange = [...(territory === null ? [] : [territory]), ...allowed].filter((name) => !known.has(name))
    const faults = strange.map((name) => ({
      path,
      message: `The account ${id}, worth ${potential}, is given to ${name}, which is not among the territories.`,
    }))
    if (met.has(id)) faults.push({ path, message: `The account ${id}, worth ${potential}, is assigned twice.` })
    met.add(id)
    return faults
  })
  return [...twice, ...found]
}

/** Rows that are listed of the accounts nobody serves. */
const MOST_ROWS = 500

/** The accounts that nobody serves, with what they are worth. */
export function unserved(accounts: readonly Account[]) {
  const left = accounts.filter(({ territory }) => territory === null)
  const rows = left
    .toSorted((a, b) => b.potential - a.potential || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_ROWS)
    .map(({ id, name, potential }) => ({ account: id, name: name ?? id, potential }))
  return { accounts: left.length, potential: left.reduce((sum, { potential }) => sum + potential, 0), rows }
}
