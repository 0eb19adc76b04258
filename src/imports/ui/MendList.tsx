import { SegmentedControl } from '@mantine/core'
import type { ProblemGroup } from '#platform/importing/mapping.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { importsContract } from '../contract.ts'
import type { ImportRecord } from '../schema.ts'
import { isOpen } from './import-state.ts'
import classes from './imports.module.css'

type Choice = 'asked' | 'mend' | 'keep'

/** The proposed spellings of one column, each to be taken or kept as it stands. */
export function MendList({ file, group }: { file: ImportRecord; group: ProblemGroup }) {
  const { number } = useFormat()
  const { can } = useSession()
  const decide = useCommand(importsContract.decide)
  const decided = file.mapping.mends[group.column] ?? {}

  function choose(from: string, to: string, choice: Choice): void {
    const { [from]: _, ...others } = decided
    const values = choice === 'asked' ? others : { ...others, [from]: choice === 'mend' ? to : null }
    decide.mutate({
      params: { id: file.id },
      body: { mapping: { ...file.mapping, mends: { ...file.mapping.mends, [group.column]: values } } },
    })
  }

  return (
    <ul className={classes.mends}>
      {group.mends.slice(0, 12).map(({ from, to, rows }) => {
        const given = decided[from]
        return (
          <li key={`${from}${to}`}>
            <span>
              “{from}” → “{to}”{' '}
              <span className={classes.facts}>
                {number(rows)} {rows === 1 ? 'row' : 'rows'}
              </span>
            </span>
            {isOpen(file) && can('imports:run') && (
              <SegmentedControl
                size="xs"
                aria-label={`What to do with ${from}`}
                value={given === undefined ? 'asked' : given === null ? 'keep' : 'mend'}
                onChange={(choice) => choose(from, to, choice as Choice)}
                data={[
                  { value: 'asked', label: 'As for all' },
                  { value: 'mend', label: 'Mend' },
                  { value: 'keep', label: 'Keep' },
                ]}
              />
            )}
          </li>
        )
      })}
      {group.mends.length > 12 && (
        <li className={classes.facts}>and {number(group.mends.length - 12)} more, in the download</li>
      )}
    </ul>
  )
}
