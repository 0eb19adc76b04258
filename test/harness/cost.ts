/** What one test file cost. */
export type Cost = { file: string; seconds: number }

/** A further domain may cost the suite this much. */
export const budgetOfADomain = 40

/** The words under a run: CPU seconds by project and by domain, and what all of them share. */
export function costReport(run: { costs: Cost[]; inAll: number; domains: readonly string[] }): string {
  const { costs, inAll, domains } = run
  const noted = costs.reduce((sum, { seconds }) => sum + seconds, 0)
  const projects = sums(costs, ({ file }) => projectOf(file))
  const byDomain = sums(
    costs.filter(({ file }) => domains.includes(domainOf(file))),
    ({ file }) => domainOf(file),
  )
  const shared = Math.max(0, inAll - noted)
  const whole = [
    `CPU seconds: ${inAll.toFixed(0)} in all = ${listed(projects)}, shared (PostgreSQL, browser, Vitest) ${shared.toFixed(0)}`,
  ]
  const parts = listed(byDomain, (seconds) => seconds > budgetOfADomain)
  return [...whole, ...(parts ? [`  by domain, ${budgetOfADomain} each at most: ${parts}`] : [])].join('\n')
}

function listed(sums: Map<string, number>, isOver: (seconds: number) => boolean = () => false): string {
  const sorted = [...sums].sort((a, b) => b[1] - a[1])
  return sorted.map(([name, seconds]) => `${name} ${seconds.toFixed(0)}${isOver(seconds) ? ' (over)' : ''}`).join(', ')
}

function sums(costs: Cost[], nameOf: (cost: Cost) => string): Map<string, number> {
  const found = new Map<string, number>()
  for (const cost of costs) found.set(nameOf(cost), (found.get(nameOf(cost)) ?? 0) + cost.seconds)
  return found
}

/** The project that vitest.config.ts puts a file in. */
function projectOf(file: string): string {
  const [first, second] = file.split('/')
  if (first === 'packages') return 'packages'
  if (first !== 'test') return 'unit'
  return ['check', 'reference', 'scenarios', 'screens'].includes(second!) ? second! : 'launcher'
}

/** `src/crm/…`, `test/scenarios/crm/…` and `test/screens/crm/…` are crm's; `import-undo` is imports'. */
function domainOf(file: string): string {
  const [first, second, third] = file.split('/')
  const folder = (first === 'src' ? second : first === 'test' ? third : '') ?? ''
  return folder.startsWith('import-') ? 'imports' : folder
}
