import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { exportsOf, section } from './forecasting-reference.ts'

/** `node bin/deal-outlook-reference.ts`: writes packages/deal-outlook/REFERENCE.md from the exported declarations and their comments. */
const home = resolve(import.meta.dirname, '../packages/deal-outlook')

if (process.argv[1] === import.meta.filename) writeFileSync(join(home, 'REFERENCE.md'), dealOutlookReference())

/** The whole page as the source has it now. */
export function dealOutlookReference(): string {
  const all = exportsOf(join(home, 'src/index.ts'), home)
  return [
    '# Reference of @drumbeat/deal-outlook',
    '',
    'Made from the source by `node bin/deal-outlook-reference.ts`; a test holds it up to date. The [README](README.md) tells how to begin.',
    '',
    ...section(
      'Functions',
      all.filter(({ kind }) => kind !== 'type'),
    ),
    ...section(
      'Types and errors',
      all.filter(({ kind }) => kind === 'type'),
    ),
  ].join('\n')
}
