import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { revenueContract } from '../contract.ts'
import type { Call } from '../schema.ts'
import { CallForm } from './CallForm.tsx'
import { CallHistory } from './CallHistory.tsx'
import type { RollUpReply } from './RevenueScreen.tsx'
import classes from './revenue.module.css'
import { useDelegates } from './use-delegates.ts'
import { useView } from './use-view.ts'

/** Somebody who is not in the reader's roll-up: their call, where they delegated it to the reader. */
export function DelegatedCalls({ rollUp, personId }: { rollUp: RollUpReply; personId: string }) {
  const { period } = useView()
  const { mine } = useDelegates()
  const calls = useCall(revenueContract.calls, { query: { ...period, personId } })
  const found = mine.find((each) => each.personId === personId)
  if (!found) return <p>You see no goal and no deal of this person in {rollUp.period.label}.</p>
  const line = { personId, name: found.personName }
  return (
    <article>
      <h3 className={classes.heading}>{found.personName}</h3>
      {rollUp.lock ? (
        <p className={classes.calm}>{rollUp.period.label} is locked; no further call is taken.</p>
      ) : (
        <Ready call={calls} loading={<LoadingLines rows={4} />}>
          {({ calls: made }) => {
            const inForce = newest(made)
            return (
              <CallForm key={inForce?.id} currency={rollUp.currency} line={line} covers="own" inForce={inForce} isFor />
            )
          }}
        </Ready>
      )}
      <CallHistory personId={personId} name={found.personName} />
    </article>
  )
}

/** The newest call of own deals that was not withdrawn; they come newest first. */
function newest(made: readonly Call[]): Call | null {
  return made.find(({ covers, voice, withdrawnAt }) => covers === 'own' && voice === 'self' && !withdrawnAt) ?? null
}
