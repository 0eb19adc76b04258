import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type BalancedAccount, balanced, loadsOf } from '#goals/territories/balance.ts'

const folder = join(
  process.env.DRUMBEAT_TEST_DATA ?? join(import.meta.dirname, '../../../shared/data'),
  'adventureworks/dw',
)

/** Balances the resellers of AdventureWorks over their sellers, and 5,000 seeded accounts over 60 territories, beside the assignment given. */
export async function run(): Promise<string> {
  const lines = [told('5,000 seeded accounts x 60 territories', seeded(), 60)]
  if (existsSync(folder)) {
    const { accounts, people } = resellers()
    lines.unshift(told(`${accounts.length} resellers x ${people} sellers of AdventureWorks`, accounts, people))
  } else lines.unshift('AdventureWorks is not there (DRUMBEAT_TEST_DATA); left out.')
  return lines.join('\n')
}

function told(says: string, accounts: BalancedAccount[], territories: number): string {
  const start = loadsOf(accounts, territories)
  const mean = start.reduce((sum, each) => sum + each, 0) / territories
  const given = Math.max(...start) / mean
  const rows = [0.15, 1].map((limit) => {
    const started = performance.now()
    const { max, bound, moved } = balanced({ accounts, territories, mostMoves: Math.floor(limit * accounts.length) })
    const seconds = (performance.now() - started) / 1000
    const [is, least] = [max / mean, bound / mean]
    return `  - at most ${limit * 100} % moved: ${is.toFixed(4)} with ${moved} moves; proven bound ${least.toFixed(4)}, gap ${((is / least - 1) * 100).toFixed(2)} %, excess removed ${((1 - (is - 1) / (given - 1)) * 100).toFixed(1)} %, ${seconds.toFixed(2)} s`
  })
  return [`- ${says}: largest by mean ${given.toFixed(4)} as given (baseline)`, ...rows].join('\n')
}

/** Each reseller with what it bought, at the seller who sold most to it; those who never bought are worth nothing, with a seller each in turn. */
function resellers(): { accounts: BalancedAccount[]; people: number } {
  const text = gunzipSync(readFileSync(join(folder, 'fact_reseller_sales.csv.gz'))).toString('utf8')
  const [head = '', ...rows] = text.trimEnd().split(/\r?\n/)
  const columns = head.split(',')
  const [reseller, seller, amount] = ['ResellerKey', 'EmployeeKey', 'SalesAmount'].map((name) =>
    columns.indexOf(name),
  ) as [number, number, number]
  const sold = new Map<string, Map<string, number>>()
  for (const row of rows) {
    const cells = row.split(',')
    const sellers = sold.get(cells[reseller]!) ?? new Map<string, number>()
    sellers.set(cells[seller]!, (sellers.get(cells[seller]!) ?? 0) + Number(cells[amount]))
    sold.set(cells[reseller]!, sellers)
  }
  const people = [...new Set([...sold.values()].flatMap((sellers) => [...sellers.keys()]))]
  const accounts = [...sold.values()].map((sellers) => {
    const [most] = [...sellers].sort((a, b) => b[1] - a[1])
    const potential = [...sellers.values()].reduce((sum, each) => sum + each, 0)
    return { potential, territory: people.indexOf(most![0]), fixed: false, allowed: null }
  })
  const silent = keysOf(readFileSync(join(folder, 'dim_reseller.csv'), 'utf8')).filter((key) => !sold.has(key))
  const idle = silent.map((_, at) => ({ potential: 0, territory: at % people.length, fixed: false, allowed: null }))
  return { accounts: [...accounts, ...idle], people: people.length }
}

/** The keys of all resellers: the first column. */
function keysOf(text: string): string[] {
  return text
    .trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',')[0]!)
}

function seeded(): BalancedAccount[] {
  let state = 5
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return Array.from({ length: 5_000 }, () => {
    const potential = Math.exp(1.1 * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()))
    return { potential, territory: Math.floor(60 * next() ** 1.5), fixed: false, allowed: null }
  })
}
