import { useSession } from '#platform/ui/session.tsx'
import type { RollUpLine } from '../schema.ts'
import { CallForm } from './CallForm.tsx'
import { CallHistory } from './CallHistory.tsx'
import { CoursePart } from './CoursePart.tsx'
import { DelegatedCalls } from './DelegatedCalls.tsx'
import { Delegations } from './Delegations.tsx'
import type { RollUpReply } from './RevenueScreen.tsx'
import classes from './revenue.module.css'

/** One person: their course through the period, a new call, and every call that was made, with its note. */
export function PersonCalls({ rollUp, personId }: { rollUp: RollUpReply; personId: string }) {
  const { user, can } = useSession()
  const line = rollUp.lines.find((each) => each.personId === personId)
  if (!line) return <DelegatedCalls rollUp={rollUp} personId={personId} />
  const isOwn = user.personId === personId
  return (
    <article>
      <h3 className={classes.heading}>{line.name}</h3>
      {line.remarks.map((remark) => (
        <p key={remark} className={classes.remark}>
          {remark}
        </p>
      ))}
      <CoursePart personId={personId} name={line.name} />
      {can('revenue:call') && !rollUp.lock && <Forms currency={rollUp.currency} line={line} isOwn={isOwn} />}
      {rollUp.lock && <p className={classes.calm}>{rollUp.period.label} is locked; no further call is taken.</p>}
      <CallHistory personId={personId} name={line.name} />
      {can('revenue:call') && <Delegations personId={personId} name={line.name} />}
    </article>
  )
}

function Forms({ currency, line, isOwn }: { currency: string; line: RollUpLine; isOwn: boolean }) {
  if (!isOwn)
    return <CallForm key={line.adjustment?.id} {...{ currency, line }} covers="own" inForce={line.adjustment} adjusts />
  return (
    <>
      <CallForm key={line.own?.id} {...{ currency, line }} covers="own" inForce={line.own} />
      {line.hasReports && <CallForm key={line.team?.id} {...{ currency, line }} covers="team" inForce={line.team} />}
    </>
  )
}
