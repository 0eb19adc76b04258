import type { PlanModel } from '@drumbeat/planning'
import type { Highs } from 'highs'
import { instanceOf } from '../../packages/planning/src/instance/instance.ts'
import { buildProgram } from '../../packages/planning/src/program/build.ts'
import { everywhere } from './everywhere.ts'
import { generatedCompany, type Size } from './generated-company.ts'
import { oursWithin, plain, timed } from './measured.ts'

const size: Size = { items: 1000, periods: 24, resources: 50, sites: 3 }
const whereAllMake: Size = { items: 100, periods: 24, resources: 20 }

/**
 * Several sites with lanes: CPU to a plan within 0.1 % of the optimum (proven gap), and to the proven optimum, against the
 * plain dual simplex; then the harder network in which all sites make everything and lanes join them all.
 */
export function siteRows(highs: Highs): string[] {
  const lines = [
    '| 3 sites | seed | plain, CPU s | within 0.1 %, CPU s | proven gap, true gap | ratio (bar 0.4) | proven, CPU s | ratio (bar 0.75) | same optimum |',
    '|---|---|---|---|---|---|---|---|---|',
  ]
  for (const seed of [1, 2])
    lines.push(siteRow({ highs, name: '1,000 x 24', seed, model: generatedCompany(size, seed) }))
  for (const seed of [1, 2])
    lines.push(siteRow({ highs, name: '100 x 24, all make all', seed, model: everywhere(whereAllMake, seed) }))
  return lines
}

function siteRow({ highs, name, seed, model }: { highs: Highs; name: string; seed: number; model: PlanModel }): string {
  const built = buildProgram(instanceOf(model))
  const near = timed(() => oursWithin(highs, built, 0.001))
  const proven = timed(() => oursWithin(highs, built, 0))
  const other = timed(() => plain(highs, built))
  const optimum = other.result
  const same = Math.abs(proven.result.objective - optimum) <= 1e-6 * Math.abs(optimum)
  const away = near.result.objective / optimum - 1
  const [quick, whole] = [near.seconds / other.seconds, proven.seconds / other.seconds]
  if (!same || quick > 0.4 || whole > 0.75 || away > 0.001) process.exitCode = 1
  return `| ${name}, ${built.program.columns} columns | ${seed} | ${other.seconds.toFixed(1)} | ${near.seconds.toFixed(1)} | ${percent(near.result.gap)}, ${percent(away)} | ${quick.toFixed(2)} | ${proven.seconds.toFixed(1)} | ${whole.toFixed(2)} | ${same ? 'yes' : 'NO'} |`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(3)} %`
}
