import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { arrowRules } from './arrow-rules.ts'
import type { Finding, House, Violation } from './house.ts'

/** Follows every import of the house and tells which go against its arrows. */
export async function checkArrows(house: House): Promise<Finding> {
  const { output } = await cruise(['src', 'packages'], {
    baseDir: house.root,
    ruleSet: { forbidden: arrowRules(house) },
    validate: true,
    outputType: undefined,
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'web-build' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  })
  const { modules, summary } = output as ICruiseResult
  const seen = modules.filter((module) => /^(src|packages)\//.test(module.source))
  const violations = summary.violations.map(describe)
  if (seen.length === 0)
    violations.push({ where: house.root, rule: 'the arrow check sees modules', says: 'it saw none' })
  return { looked: `${seen.length} modules`, violations: [...violations, ...strangers(house, seen)] }
}

function describe(violation: ICruiseResult['summary']['violations'][number]): Violation {
  const cycle = violation.cycle?.map((step) => step.name).join(' -> ')
  return {
    where: violation.from,
    rule: violation.rule.name,
    says: cycle ? `goes round: ${cycle}` : `imports ${violation.to}`,
  }
}

/** Everything in src has a place in the plan: a domain, the platform or the shell. */
function strangers(house: House, modules: { source: string }[]): Violation[] {
  const known = new Set(['platform', ...Object.keys(house.mayUse), ...house.shell, ...house.tables])
  const places = modules.flatMap(({ source }) => /^src\/([^/.]+)/.exec(source)?.[1] ?? [])
  return [...new Set(places)]
    .filter((place) => !known.has(place))
    .map((place) => ({
      where: `src/${place}`,
      rule: 'every folder of src is in domains.ts, the platform or the shell',
      says: 'is not there',
    }))
}
