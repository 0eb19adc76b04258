import { Button, Select } from '@mantine/core'
import { crmContract } from '#crm/contract.ts'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Merge } from '../../duplicates/contract.ts'
import classes from '../crm.module.css'
import type { MergedNoun } from './DuplicatesScreen.tsx'
import own from './duplicates.module.css'

const options = [
  { value: 'account', label: 'Accounts' },
  { value: 'contact', label: 'Contacts' },
  { value: 'lead', label: 'Leads' },
  { value: 'deal', label: 'Deals' },
]

/** What was merged, by whom and when, and the way back. */
export function MergesTab({ noun }: { noun: MergedNoun }) {
  const merges = useCall(crmContract.listMerges, { query: { noun } })
  const [, setNoun] = useUrlParam('merged')
  return (
    <>
      <Select
        aria-label="Merges of"
        size="xs"
        w={160}
        mb="sm"
        data={options}
        value={noun}
        onChange={(value) => setNoun(value)}
      />
      <Ready call={merges}>
        {({ merges: found }) =>
          found.length === 0 ? (
            <EmptyState
              title={`No ${noun}s were merged`}
              teaches="A merge stays here with its day, its author and its way back: undo gives the other one all that had moved."
            />
          ) : (
            <ul className={own.list}>
              {found.map((merge) => (
                <MergeItem key={merge.id} merge={merge} />
              ))}
            </ul>
          )
        }
      </Ready>
    </>
  )
}

function MergeItem({ merge }: { merge: Merge }) {
  const { can } = useSession()
  const { instant, number } = useFormat()
  const unmerge = useCommand(crmContract.unmerge, { onDone: () => toast('Both stand again') })
  const { loser, winner, mergedBy, mergedAt, moved, undoneAt, undoneBy } = merge
  return (
    <li>
      <span>
        <strong>{loser.name}</strong> into <strong>{winner.name}</strong>
        <span className={classes.sub}>
          {' '}
          {mergedBy ?? 'Drumbeat'}, {instant(mergedAt)} · {number(moved)} {moved === 1 ? 'row' : 'rows'} moved
          {undoneAt && ` · taken back by ${undoneBy ?? 'Drumbeat'}, ${instant(undoneAt)}`}
        </span>
      </span>
      {!undoneAt && can('crm:edit') && (
        <Button
          size="compact-sm"
          variant="default"
          loading={unmerge.isPending}
          aria-label={`Take back the merge of ${loser.name}`}
          onClick={() => unmerge.mutate({ params: { id: merge.id }, body: {} })}
        >
          Take back
        </Button>
      )}
    </li>
  )
}
