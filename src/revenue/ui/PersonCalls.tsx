import { Button } from '@mantine/core'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Timeline } from '#platform/ui/page/Timeline.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { revenueContract } from '../contract.ts'
import type { Call, RollUpLine } from '../schema.ts'
import { CallForm } from './CallForm.tsx'
import { CoursePart } from './CoursePart.tsx'
import type { RollUpReply } from './RevenueScreen.tsx'
import classes from './revenue.module.css'
import { useView } from './use-view.ts'

/** One person: their course through the period, a new call, and every call that was made, with its note. */
export function PersonCalls({ rollUp, personId }: { rollUp: RollUpReply; personId: string }) {
  const { user, can } = useSession()
  const line = rollUp.lines.find((each) => each.personId === personId)
  if (!line) return <p>This person has no goal and no deal in {rollUp.period.label}.</p>
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
      {can('revenue:call') && !rollUp.lock && <Forms rollUp={rollUp} line={line} isOwn={isOwn} />}
      {rollUp.lock && <p className={classes.calm}>{rollUp.period.label} is locked; no further call is taken.</p>}
      <History personId={personId} name={line.name} />
    </article>
  )
}

function Forms({ rollUp, line, isOwn }: { rollUp: RollUpReply; line: RollUpLine; isOwn: boolean }) {
  if (!isOwn)
    return <CallForm key={line.adjustment?.id} {...{ rollUp, line }} covers="own" inForce={line.adjustment} adjusts />
  return (
    <>
      <CallForm key={line.own?.id} {...{ rollUp, line }} covers="own" inForce={line.own} />
      {line.hasReports && <CallForm key={line.team?.id} {...{ rollUp, line }} covers="team" inForce={line.team} />}
    </>
  )
}

function History({ personId, name }: { personId: string; name: string }) {
  const { period } = useView()
  const { instant, money } = useFormat()
  const { user } = useSession()
  const calls = useCall(revenueContract.calls, { query: { ...period, personId } })
  const withdraw = useCommand(revenueContract.withdraw)
  return (
    <Ready call={calls} loading={<LoadingLines rows={4} />}>
      {({ calls: made }) => (
        <section aria-label={`Calls of ${name}`}>
          <h3 className={classes.part}>What was said</h3>
          {made.length === 0 && <p className={classes.calm}>Nothing yet.</p>}
          <Timeline
            label={`Calls of ${name}`}
            entries={made.map((call) => ({
              id: call.id,
              at: instant(call.saidAt),
              who: call.saidBy ?? name,
              what: `${whatOf(call)} ${money(call.commitMinor, call.currency)}${call.bestMinor === null ? '' : `, best case ${money(call.bestMinor, call.currency)}`}`,
              note: [call.note, call.withdrawnAt && `withdrawn ${instant(call.withdrawnAt)}`]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
          {made[0] && made[0].saidById === user.id && !made[0].withdrawnAt && (
            <Button
              variant="default"
              size="compact-sm"
              loading={withdraw.isPending}
              onClick={() => withdraw.mutate({ params: { id: made[0]!.id } })}
            >
              Withdraw my newest call
            </Button>
          )}
        </section>
      )}
    </Ready>
  )
}

function whatOf({ voice, covers }: Call): string {
  if (voice === 'manager') return 'adjusted it to'
  return covers === 'team' ? 'called the team at' : 'called'
}
