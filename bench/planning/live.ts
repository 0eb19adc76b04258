import { type OpenedPlan, openPlan } from '@drumbeat/planning'
import { generatedCompany } from './generated-company.ts'

/** Milliseconds of re-solves on an opened plan of 1,000 items x 24 months, and what scenarios take. */
export async function liveRows(): Promise<string[]> {
  const model = generatedCompany({ items: 1000, periods: 24, resources: 50 })
  const open = await openPlan(model)
  if (open.kind !== 'open') throw new Error(JSON.stringify(open.problems))
  const { opened } = open
  opened.solve(opened.base)
  const cells = timesOf(opened, 20, (k) =>
    Array.from({ length: 20 }, (_, i) => ({
      kind: 'demand' as const,
      row: (k * 37 + i * 11) % model.demand!.length,
      period: 1 + ((k + i) % 24),
      quantity: 40 + ((k * i) % 60),
    })),
  )
  const capacities = timesOf(opened, 10, (k) => [
    { kind: 'capacity' as const, resource: `line ${k + 1}`, hours: (model.resources![k]!.capacity as number) * 0.9 },
  ])
  const all = timesOf(opened, 4, (k) => [{ kind: 'allDemand' as const, factor: k % 2 ? 0.95 : 1.05 }])
  const before = process.memoryUsage().rss
  const begin = performance.now()
  const scenarios = Array.from({ length: 200 }, (_, k) =>
    opened.edit(opened.branch(`scenario ${k}`), [{ kind: 'demand', row: k, period: 1, quantity: k }]),
  )
  const made = (performance.now() - begin) / scenarios.length
  const grown = (process.memoryUsage().rss - before) / 2 ** 20
  const rss = process.memoryUsage().rss / 2 ** 20
  opened.close()
  return [
    row('edit of 20 cells', cells, 'p50 <= 300, p95 <= 1000'),
    row('edit of one resource', capacities, 'p50 <= 300, p95 <= 1000'),
    row('all demand +-5 %', all, 'p95 <= 2000'),
    `| new scenario | ${made.toFixed(1)} ms | | <= 100 ms |`,
    `| 200 scenarios | ${grown.toFixed(0)} MiB more, process ${rss.toFixed(0)} MiB | | <= 1 GiB |`,
  ]
}

/** Each edit is made on the base and undone by solving the base again; both are counted. */
function timesOf(
  opened: OpenedPlan,
  count: number,
  editsOf: (k: number) => Parameters<OpenedPlan['edit']>[1],
): number[] {
  const times: number[] = []
  for (let k = 0; k < count; k++) {
    const scenario = opened.edit(opened.base, editsOf(k))
    for (const each of [scenario, opened.base]) {
      const begin = performance.now()
      const answer = opened.solve(each)
      times.push(performance.now() - begin)
      if (answer.kind !== 'optimal') throw new Error(answer.kind)
    }
  }
  return times.sort((a, b) => a - b)
}

function row(what: string, times: number[], bar: string): string {
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)]!)
  return `| ${what} | p50 ${at(0.5)} ms | p95 ${at(0.95)} ms | ${bar} |`
}
