import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Agenda, AssumptionView } from '../../agenda/contract.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { AskButton } from '../AskButton.tsx'
import { partOf } from '../part-of.ts'
import { TextTable } from '../TextTable.tsx'
import { AddAssumption } from './AddAssumption.tsx'
import { AddRisk, RiskButtons } from './RiskButtons.tsx'

/** What the plan rests on, tested against what came; and what may still happen to it, in money. */
export function BeliefsTab({ cycle }: { cycle: CycleView }) {
  const agenda = useCall(sopContract.agenda, { params: { id: cycle.id } })
  const past = useCall(sopContract.assumptions, { query: { limit: 50 } })
  return (
    <Ready call={agenda} loading={<LoadingBlock height={320} />}>
      {(data) => (
        <>
          <Section title="Assumptions" aside={<AddAssumption cycle={cycle} />}>
            <Assumptions
              label="Assumptions"
              cycle={cycle}
              assumptions={data.assumptions}
              none="This cycle states no assumption yet."
            />
          </Section>
          <Section title="Risks and opportunities" aside={<AddRisk cycle={cycle} />}>
            <Risks cycle={cycle} agenda={data} />
          </Section>
          <Section title="What became of earlier assumptions">
            <Ready call={past}>
              {({ assumptions }) => (
                <Assumptions
                  label="Earlier assumptions"
                  assumptions={assumptions.filter(({ cycleId }) => cycleId !== cycle.id)}
                  none="There is no earlier cycle."
                />
              )}
            </Ready>
          </Section>
        </>
      )}
    </Ready>
  )
}

function Assumptions({
  label,
  assumptions,
  none,
  cycle,
}: {
  label: string
  assumptions: AssumptionView[]
  none: string
  cycle?: CycleView
}) {
  const { day } = useFormat()
  const { can } = useSession()
  const canWithdraw = cycle !== undefined && cycle.state !== 'over' && can('sop:contribute')
  return (
    <TextTable
      label={label}
      heads={['Assumption', 'Owner', 'Expires', 'State', 'Why', ...(canWithdraw ? ['What to do'] : [])]}
      none={none}
      rows={assumptions.map(({ id, cycleId, month, says, owner, expiresOn, state, because }) => ({
        id: `${month}${id}`,
        to: partOf({ id: cycleId }, 'versions'),
        cells: [
          says,
          owner?.name ?? 'nobody',
          day(expiresOn),
          <State key="state" state={state} />,
          because,
          canWithdraw && state !== 'withdrawn' && <Withdraw key="withdraw" cycle={cycle} id={id} />,
        ],
      }))}
    />
  )
}

function Withdraw({ cycle, id }: { cycle: CycleView; id: string }) {
  return (
    <AskButton
      label="Withdraw"
      title="Withdraw the assumption"
      isSmall
      endpoint={sopContract.withdrawAssumption}
      fields={[{ name: 'why', label: 'Why', required: true }]}
      input={({ why }) => ({ params: { id: cycle.id, assumptionId: id }, body: { why: why! } })}
    />
  )
}

function State({ state }: { state: AssumptionView['state'] }) {
  if (state === 'holds') return <Tone tone="ahead">holds</Tone>
  if (state === 'fails') return <Tone tone="behind">fails</Tone>
  return <Tone tone="uncertain">{state}</Tone>
}

function Risks({ cycle, agenda }: { cycle: CycleView; agenda: Agenda }) {
  const { money, percent } = useFormat()
  const shown = (minor: number | null) => (minor === null ? 'no price' : money(minor, agenda.currency))
  return (
    <TextTable
      label="Risks and opportunities"
      heads={[
        'What',
        'Family',
        { label: 'Chance', right: true },
        { label: 'If it happens', right: true },
        { label: 'Expected', right: true },
        'What to do',
      ]}
      none="Nothing is stated that could change this plan."
      rows={agenda.risks.map((risk) => ({
        id: risk.id,
        to: partOf(cycle, 'consensus', { family: risk.familyId }),
        cells: [
          risk.says,
          risk.family,
          percent(risk.chance),
          shown(risk.impactMinor),
          shown(risk.expectedMinor),
          <RiskButtons key="scenario" cycle={cycle} risk={risk} />,
        ],
      }))}
    />
  )
}
