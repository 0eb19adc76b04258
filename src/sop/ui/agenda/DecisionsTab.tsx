import { Group } from '@mantine/core'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Agenda, RequestView } from '../../agenda/contract.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { partOf } from '../part-of.ts'
import classes from '../sop.module.css'
import { TextTable } from '../TextTable.tsx'
import { ActionsPart } from './ActionsPart.tsx'
import { ApproveButton, DecideButtons } from './DecideButtons.tsx'
import { EffectsPart } from './EffectsPart.tsx'
import { AskForDecision, ChangeRequest, StateFinance, WithdrawRequest } from './RequestButtons.tsx'

/** What the cycle asks to decide, what was decided, and what follows. */
export function DecisionsTab({ cycle }: { cycle: CycleView }) {
  const agenda = useCall(sopContract.agenda, { params: { id: cycle.id } })
  const log = useCall(sopContract.decisions, { query: { limit: 50 } })
  return (
    <Ready call={agenda} loading={<LoadingBlock height={320} />}>
      {(data) => (
        <>
          <Section
            title="Decision requests"
            aside={
              <Group gap="xs">
                <AskForDecision cycle={cycle} agenda={data} />
                <StateFinance cycle={cycle} agenda={data} />
                <ApproveButton cycle={cycle} agenda={data} />
              </Group>
            }
          >
            <OneSetOfNumbers cycle={cycle} agenda={data} />
            {data.requests.length === 0 && <p className={classes.calm}>Nothing is to be decided in this cycle.</p>}
            {data.requests.map((request) => (
              <Request key={request.id} cycle={cycle} agenda={data} request={request} />
            ))}
          </Section>
          <ActionsPart cycle={cycle} agenda={data} />
          <EffectsPart />
          <Section title="Decisions log">
            <Ready call={log}>{({ decisions, currency }) => <Log decisions={decisions} currency={currency} />}</Ready>
          </Section>
        </>
      )}
    </Ready>
  )
}

/** What finance plans with beside what the plan holds: one set of numbers. */
function OneSetOfNumbers({ cycle, agenda }: { cycle: CycleView; agenda: Agenda }) {
  const { financeMinor, plannedMinor, currency } = agenda
  const { money, percent } = useFormat()
  if (financeMinor === null || plannedMinor === null || financeMinor === 0) return null
  const rows = (value: string) => <NumberLink value={value} to={partOf(cycle, 'consensus')} />
  const apart = Math.abs(plannedMinor - financeMinor) / Math.abs(financeMinor)
  return (
    <p className={classes.calm}>
      The plan holds {rows(money(plannedMinor, currency))}, finance plans with {rows(money(financeMinor, currency))}:{' '}
      {rows(percent(apart, 1))} apart.
    </p>
  )
}

function Request({ cycle, agenda, request }: { cycle: CycleView; agenda: Agenda; request: RequestView }) {
  const { day, money } = useFormat()
  const { question, owner, deadlineOn, options, recommended, outcome } = request
  return (
    <article className={classes.request}>
      <h3 className={classes.part}>{question}</h3>
      <p className={classes.calm}>
        {owner ? owner.name : 'No owner'}; {deadlineOn ? `by ${day(deadlineOn)}` : 'no deadline'}.{' '}
        {outcome === 'deferred' && `Deferred to ${day(request.deferredUntil!)} by ${request.decidedBy}.`}
      </p>
      <ul className={classes.plainList}>
        {options.map(({ key, says, effectMinor }) => (
          <li key={key}>
            {says}: <strong>{money(effectMinor, agenda.currency)}</strong>
            {key === recommended && <span className={classes.quiet}> recommended</span>}
            {key === request.chosen && <span className={classes.quiet}>, decided by {request.decidedBy}</span>}
          </li>
        ))}
      </ul>
      <DecideButtons cycle={cycle} request={request} />
      <Group gap="xs" mt="xs">
        <ChangeRequest cycle={cycle} agenda={agenda} request={request} />
        <WithdrawRequest cycle={cycle} request={request} />
      </Group>
    </article>
  )
}

function Log({ decisions, currency }: { decisions: RequestView[]; currency: string }) {
  const { day, money, month: monthOf } = useFormat()
  return (
    <TextTable
      label="Decisions log"
      heads={['Cycle', 'Question', 'Outcome', { label: 'Promised', right: true }, 'By']}
      none="Nothing was decided yet."
      rows={decisions.map(({ id, cycleId, month, question, outcome, chosen, options, deferredUntil, decidedBy }) => {
        const option = options.find(({ key }) => key === chosen)
        const what =
          outcome === 'decided' ? option?.says : outcome === 'deferred' ? `deferred to ${day(deferredUntil!)}` : 'open'
        return {
          id,
          to: partOf({ id: cycleId }, 'decisions'),
          cells: [monthOf(month), question, what, option ? money(option.effectMinor, currency) : '', decidedBy ?? ''],
        }
      })}
    />
  )
}
