import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { RequestView } from '../agenda/contract.ts'
import { sopContract } from '../contract.ts'
import type { CycleView } from '../cycle/contract.ts'
import type { SupplyView } from '../supply/contract.ts'
import { AskButton } from './AskButton.tsx'
import { FamilyGrid } from './FamilyGrid.tsx'
import { partOf } from './part-of.ts'
import { planAddress } from './plan-address.ts'
import classes from './sop.module.css'
import { PlanAsked, TakePlan } from './TakePlan.tsx'
import { TextTable } from './TextTable.tsx'

/** The supply plan of the cycle: the family grid, and what cannot be done. */
export function SupplyTab({ cycle }: { cycle: CycleView }) {
  const supply = useCall(sopContract.supplyOf, { params: { id: cycle.id } })
  return (
    <Ready call={supply} loading={<LoadingBlock height={320} />}>
      {(view) => (
        <>
          <Section title="What the plan cannot do" aside={<TakePlan cycle={cycle} view={view} />}>
            <PlanAsked view={view} />
            <Gaps cycle={cycle} view={view} />
          </Section>
          {view.lines.length > 0 && (
            <Section title="Family grid">
              <FamilyGrid cycle={cycle} view={view} />
            </Section>
          )}
        </>
      )}
    </Ready>
  )
}

function Gaps({ cycle, view }: { cycle: CycleView; view: SupplyView }) {
  const agenda = useCall(sopContract.agenda, { params: { id: cycle.id } })
  const { can } = useSession()
  const mayRaise = can('sop:contribute') && (cycle.openStep ?? 7) <= 4
  const requests = agenda.data?.requests ?? []
  const { number, instant, month: monthOf } = useFormat()
  const planAt = planAddress(view)
  if (!view.captured) return <p className={classes.calm}>No supply plan is captured in this cycle yet.</p>
  return (
    <>
      <p className={classes.calm}>
        {view.feasible ? 'The plan is feasible' : 'The plan is not feasible'}; {view.captured.origin}, captured{' '}
        {instant(view.captured.at)}. {view.violations.join('; ')}
      </p>
      <TextTable
        label="Gaps"
        heads={[
          { label: 'Family', whole: true },
          { label: 'Month', whole: true },
          { label: 'Units', right: true },
          { label: 'Cause', long: true },
          'Raised as a decision',
        ]}
        none="Everything that is asked for can be delivered."
        rows={view.gaps.map(({ place, family, month, units, cause, requestId }) => ({
          id: String(place),
          to: planAt('causes'),
          cells: [
            ...[family ?? 'all', monthOf(month), number(units), cause],
            requests.find(({ id }) => id === requestId)?.question ??
              (mayRaise ? <Raise key="raise" cycle={cycle} place={place} requests={requests} /> : 'no'),
          ],
        }))}
      />
    </>
  )
}

/** Says which decision request raises a gap; where none asks for a decision yet, where one is made. */
function Raise({ cycle, place, requests }: { cycle: CycleView; place: number; requests: RequestView[] }) {
  if (requests.length === 0) return <NumberLink value="Ask for a decision first" to={partOf(cycle, 'decisions')} />
  return (
    <AskButton
      label="Raise"
      title="Raise the gap as a decision"
      isSmall
      endpoint={sopContract.raiseGap}
      fields={[
        {
          ...{ name: 'requestId', label: 'Decision request', kind: 'select', required: true },
          options: requests.map(({ id, question }) => ({ value: id, label: question })),
        },
      ]}
      input={({ requestId }) => ({ params: { id: cycle.id, place }, body: { requestId: requestId! } })}
    />
  )
}
