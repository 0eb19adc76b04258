import { Button } from '@mantine/core'
import { Timeline } from '#platform/ui/page/Timeline.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { RecordChange } from '../../records/contract.ts'
import classes from '../crm.module.css'

/** What changed of a lead or contact, newest first; the newest can be taken back. */
export function RecordHistory({ history, undo }: { history: RecordChange[]; undo: (recordedAt: string) => void }) {
  const { moment } = useFormat()
  const { can, user } = useSession()
  const newest = history.find(({ takenBackAt }) => takenBackAt === null)
  if (history.length === 0) return null
  return (
    <section aria-label="History">
      <h3 className={classes.part}>History</h3>
      <Timeline
        entries={history.map((change) => ({
          id: change.id,
          at: moment(change.recordedAt),
          who: change.who,
          what: change.isFirst ? 'added' : change.fields.map(inWords).join('; '),
          ...(change.takenBackAt && { tone: 'edited' as const, note: `Taken back ${moment(change.takenBackAt)}` }),
          ...(change === newest &&
            can('crm:edit') &&
            change.who === user.name && {
              note: (
                <Button variant="subtle" size="compact-xs" onClick={() => undo(change.recordedAt)}>
                  Undo
                </Button>
              ),
            }),
        }))}
      />
    </section>
  )
}

function inWords({ field, from, to }: RecordChange['fields'][number]): string {
  const words = field.replace(/Id$/, '').replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  if (field.endsWith('Id') || field.endsWith('At')) return to === null ? `no ${words}` : `${words} set`
  return from === null ? `${words} ${to}` : `${words} from ${from} to ${to ?? 'none'}`
}
