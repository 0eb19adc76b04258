import type { Reasoned, Snapshot } from '@drumbeat/deal-outlook'
import type { Reason } from './contract.ts'

/** The reasons of a chance in words. */
export function reasonsOf({ contributions }: Reasoned, snapshot: Snapshot, about: About): Reason[] {
  return contributions.map(({ column, logOdds }) => ({ column, says: saysOf(column, snapshot, about), logOdds }))
}

type About = { names: ReadonlyMap<string, string>; day: number; number: (value: number) => string }

function saysOf(column: string, snapshot: Snapshot, { names, day, number }: About): string {
  const value = snapshot.values[column]
  const named = value === null || value === undefined ? null : (names.get(String(value)) ?? String(value))
  const due = snapshot.expectedClose
  const days = (count: number) => (count === 1 ? '1 day' : `${number(count)} days`)
  switch (column) {
    case 'stage':
      return named ? `in stage ${named}` : 'in no stage'
    case 'forecast category':
      return `forecast category ${named}`
    case 'amount':
      return Number.isNaN(value) ? 'no amount' : 'its amount'
    case 'owner':
      return named ? `owned by ${named}` : 'nobody owns it'
    case 'employees':
      return Number.isNaN(value) ? 'size of the account not known' : `account with ${number(Number(value))} employees`
    case 'age':
      return `${days(snapshot.age)} old`
    case 'days unchanged':
      return `${days(snapshot.unchangedDays)} since anything changed`
    case 'changes':
      return `changed ${times(snapshot.changes)}`
    case 'pushes':
      return snapshot.pushes === 0 ? 'never pushed' : `pushed ${times(snapshot.pushes)}`
    case 'days to expected close':
      if (due === null) return 'no expected close'
      return due < day ? `expected close passed ${days(day - due)} ago` : `expected to close in ${days(due - day)}`
    case 'days to period end':
      return 'time left in the quarter'
    case 'days ahead':
      return 'weeks ahead'
    default:
      return named ? `${column} ${named}` : `${column} not known`
  }
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}
