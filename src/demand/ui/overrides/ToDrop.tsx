import { Button } from '@mantine/core'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../../contract.ts'
import type { Droppable } from '../../overrides/schema.ts'
import type { Grain } from '../../schema.ts'
import classes from '../demand.module.css'
import { useAmounts } from '../use-amounts.ts'

/** Overrides to come of those whose overrides have made forecasts worse, each with the reason and a way to drop it. */
export function ToDrop({ overrides, grain }: { overrides: Droppable[]; grain: Grain }) {
  const { can } = useSession()
  const { day, number } = useFormat()
  const { full } = useAmounts('units')
  const drop = useCommand(demandContract.setOverrides, {
    onDone: ({ takenBack }) => toast(`${number(takenBack)} dropped: the statistical forecast counts again.`),
  })
  if (overrides.length === 0) return null
  return (
    <section aria-label="Better dropped">
      <p className={classes.sentence}>
        Better dropped: {number(overrides.length)} {overrides.length === 1 ? 'override' : 'overrides'} to come
      </p>
      <ul className={classes.lines}>
        {overrides.map(({ id, node, territoryId, name, startsOn, value, statistical, why }) => (
          <li key={id}>
            <span>
              {name}, {day(startsOn)}: {full(value)} instead of {full(statistical)}
            </span>
            {can('demand:override') && (
              <Button
                size="xs"
                variant="default"
                loading={drop.isPending}
                onClick={() =>
                  drop.mutate({ body: { grain, overrides: [{ node, territory: territoryId, startsOn, value: null }] } })
                }
              >
                Drop it
              </Button>
            )}
            <small>{why}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
