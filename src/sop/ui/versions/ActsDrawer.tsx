import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Timeline } from '#platform/ui/page/Timeline.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { sopContract } from '../../contract.ts'
import classes from '../sop.module.css'

/** What was done in a cycle, act by act, as it was written. */
export function ActsDrawer() {
  return (
    <DetailDrawer
      param="acts"
      title="Acts of the cycle"
      definition="Everything that was done in the cycle, the newest first. Each act holds a digest of all before it, so that a later change of one shows."
    >
      {(id) => <Acts id={id} />}
    </DetailDrawer>
  )
}

const mostActs = 500

function Acts({ id }: { id: string }) {
  const { instant, number } = useFormat()
  const call = useCall(sopContract.cycleActs, { params: { id }, query: { limit: mostActs, order: 'newest' } })
  return (
    <Ready call={call}>
      {({ acts, total }) => (
        <>
          <p className={classes.calm}>
            {acts.length < total
              ? `The newest ${number(acts.length)} of ${number(total)} acts.`
              : `${number(total)} ${total === 1 ? 'act' : 'acts'}, the newest first.`}
          </p>
          <Timeline
            entries={acts.map(({ seq, at, by, says }) => ({
              id: String(seq),
              at: instant(at),
              who: by ?? 'nobody',
              what: says,
            }))}
          />
        </>
      )}
    </Ready>
  )
}
