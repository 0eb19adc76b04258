import { Section } from '#platform/ui/page/Page.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { CycleView } from '../../cycle/contract.ts'
import classes from '../sop.module.css'
import { Checks } from './Checks.tsx'
import { AttendanceButtons, ChangeOwners } from './OwnerButtons.tsx'
import { StepButtons } from './StepButtons.tsx'

type Step = CycleView['steps'][number]

/** One step: what it leaves behind, its gate, who signs it, and what can be done. */
export function StepDetail({ cycle, step }: { cycle: CycleView; step: Step }) {
  const { day } = useFormat()
  return (
    <Section title={`Step ${step.number}: ${step.name}`} aside={<StepButtons cycle={cycle} step={step} />}>
      <p className={classes.calm}>
        {step.leaves}. {day(step.opensOn)} to {day(step.dueOn)}.
      </p>
      <div className={classes.twoParts}>
        <div>
          <h3 className={classes.part}>Gate</h3>
          <Checks cycle={cycle} checks={step.checks} />
        </div>
        <div>
          <h3 className={classes.part}>Owners</h3>
          <Owners cycle={cycle} step={step} />
          <div className={classes.below}>
            <ChangeOwners cycle={cycle} step={step} />
          </div>
        </div>
      </div>
    </Section>
  )
}

function Owners({ cycle, step }: { cycle: CycleView; step: Step }) {
  const { instant } = useFormat()
  const signed = step.signatures.filter(({ lapsedAt }) => lapsedAt === null)
  const signatureOf = (name: string) =>
    signed.find(({ by, forPerson }) => forPerson === name || (forPerson === null && by === name))
  return (
    <ul className={classes.plainList}>
      {step.owners.map(({ person, substitute }) => {
        const signature = signatureOf(person.name)
        const attended = step.attendance.find(({ personId }) => personId === person.id)
        return (
          <li key={person.id}>
            <strong>{person.name}</strong>
            {substitute && <span className={classes.quiet}> (substitute {substitute.name})</span>}
            <br />
            <span className={classes.quiet}>
              {signature
                ? `signed ${instant(signature.at)}${signature.forPerson ? ` by ${signature.by}` : ''}`
                : 'has not signed'}
              {attended && `, ${attended.present ? 'attended' : 'was absent'}`}
            </span>
            <AttendanceButtons cycle={cycle} step={step} person={person} />
          </li>
        )
      })}
      {step.owners.length === 0 && (
        <li className={classes.quiet}>Nobody yet; usually {step.usualOwners}. Any one signature counts.</li>
      )}
      {step.reopenings.map(({ at, by, why }) => (
        <li key={at} className={classes.quiet}>
          Opened again {instant(at)} by {by}: {why}
        </li>
      ))}
    </ul>
  )
}
