import { Button, Group, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { sopContract } from '../../contract.ts'
import classes from '../sop.module.css'
import { TextTable } from '../TextTable.tsx'

type Conflict = z.output<typeof sopContract.mergeScenario.reply>['conflicts'][number]
export type Take = { familyId: string; month: string; take: 'plan' | 'scenario' }

/** Cells that the plan changed after the scenario was made: for each, which of the two shall stand. */
export function Conflicts(props: {
  conflicts: Conflict[]
  saving: boolean
  onResolve: (takes: Take[]) => void
  onClose: () => void
}) {
  const { number, month } = useFormat()
  const [taken, take] = useState<Record<string, Take['take']>>({})
  const keyOf = ({ familyId, month }: Conflict) => `${familyId}|${month}`
  const shown = (units: number | null) => (units === null ? 'nothing' : number(units))
  return (
    <Dialog title="The plan changed these cells meanwhile" size="lg" onClose={props.onClose}>
      <p className={classes.calm}>Say for each which figure shall stand; nothing is merged before.</p>
      <TextTable
        label="Conflicts"
        heads={['Family', 'Month', { label: 'Was', right: true }, 'Which stands']}
        none=""
        rows={props.conflicts.map((conflict) => ({
          id: keyOf(conflict),
          cells: [
            conflict.family,
            month(conflict.month),
            shown(conflict.wasUnits),
            <SegmentedControl
              key="take"
              size="xs"
              aria-label={`${conflict.family} in ${month(conflict.month)}`}
              value={taken[keyOf(conflict)] ?? 'plan'}
              onChange={(value) => take({ ...taken, [keyOf(conflict)]: value as Take['take'] })}
              data={[
                { value: 'plan', label: `Plan: ${shown(conflict.planUnits)}` },
                { value: 'scenario', label: `Scenario: ${shown(conflict.scenarioUnits)}` },
              ]}
            />,
          ],
        }))}
      />
      <Group justify="flex-end" mt="md">
        <Button
          loading={props.saving}
          onClick={() =>
            props.onResolve(
              props.conflicts.map((conflict) => ({
                ...{ familyId: conflict.familyId, month: conflict.month },
                take: taken[keyOf(conflict)] ?? 'plan',
              })),
            )
          }
        >
          Merge
        </Button>
      </Group>
    </Dialog>
  )
}
