import { dirname } from 'node:path'
import { checkArrows } from './arrows.ts'
import { checkAudits } from './audits.ts'
import { checkDocs } from './docs.ts'
import { checkExamples } from './examples.ts'
import { checkHiddenInputs } from './hidden-inputs.ts'
import { type Finding, type House, readHouse } from './house.ts'
import { checkLint, checkTypes } from './programs.ts'
import { checkRows } from './rows.ts'
import { checkShape } from './shape.ts'
import { checkSql } from './sql.ts'
import { checkVocabulary } from './vocabulary.ts'

/** Runs every check of the house, or those named: `npm run check -- arrows sql`. */
const checks: Record<string, (house: House) => Finding | Promise<Finding>> = {
  types: checkTypes,
  lint: checkLint,
  arrows: checkArrows,
  sql: checkSql,
  rows: (house) => checkRows(house),
  inputs: checkHiddenInputs,
  shape: checkShape,
  words: checkVocabulary,
  docs: checkDocs,
  examples: checkExamples,
  audits: checkAudits,
}

process.exitCode = await runChecks(process.argv.slice(2))

async function runChecks(asked: string[]): Promise<number> {
  const unknown = asked.filter((name) => !(name in checks))
  if (unknown.length > 0) {
    process.stderr.write(`There is no check "${unknown[0]}". The checks are ${Object.keys(checks).join(', ')}.\n`)
    return 2
  }
  const house = await readHouse(dirname(dirname(import.meta.dirname)))
  const names = asked.length > 0 ? asked : Object.keys(checks)
  const findings = await Promise.all(names.map(async (name) => ({ name, finding: await checks[name]!(house) })))
  for (const { name, finding } of findings) tell(name, finding)
  const broken = findings.filter(({ finding }) => finding.violations.length > 0)
  process.stdout.write(`${names.length - broken.length} checks passed, ${broken.length} failed\n`)
  return broken.length > 0 ? 1 : 0
}

function tell(name: string, { looked, violations }: Finding): void {
  const result = violations.length === 0 ? 'ok' : `${violations.length} to mend`
  process.stdout.write(`${name.padEnd(8)} ${result.padEnd(12)} ${looked}\n`)
  for (const { where, rule, says } of violations) process.stdout.write(`  ${where}  ${says}\n      ${rule}\n`)
}
