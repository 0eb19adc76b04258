import { Button } from '@mantine/core'
import { crmContract } from '#crm/contract.ts'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import type { DuplicatePair } from '../../duplicates/contract.ts'
import type { MergedNoun } from './DuplicatesScreen.tsx'
import classes from './duplicates.module.css'

/** Pairs that look alike and are not the same, each with the way to think again. */
export function ApartList({ noun, pairs }: { noun: MergedNoun; pairs: DuplicatePair[] }) {
  const { can } = useSession()
  const withdraw = useCommand(crmContract.withdrawApart, { onDone: () => toast('The pair may be the same again') })
  return (
    <ul className={classes.list}>
      {pairs.map(({ a, b }) => (
        <li key={`${a.id}.${b.id}`}>
          <span>
            {a.name} and {b.name}
          </span>
          {can('crm:edit') && (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={`Take back that ${a.name} and ${b.name} are not the same`}
              onClick={() => withdraw.mutate({ body: { noun, ids: [a.id, b.id] } })}
            >
              Take back
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
