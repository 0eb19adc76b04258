import { Page, Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { planningContract } from '../../planning-contract.ts'
import { CapacityAnswer } from './CapacityAnswer.tsx'
import { CapacityAsked } from './CapacityAsked.tsx'
import { CapacityMonths } from './CapacityMonths.tsx'
import { RampTable } from './RampTable.tsx'
import { ScenariosTable } from './ScenariosTable.tsx'

/** Capacity: whether the people who are here, as they ramp and are there, can bring the target; and what hires would change. */
export function CapacityScreen() {
  const [given, change] = useUrlParams()
  const percent = (name: string, otherwise: number) => Number(given[name] ?? otherwise) / 100
  const asked = {
    growth: percent('growth', 10),
    presence: percent('presence', 90),
    hires: Number(given.hires ?? 0),
    hiresIn: Number(given.in ?? 1),
  }
  const plan = useCall(planningContract.capacityPlan, { query: asked })
  const ramp = useCall(planningContract.ramp)
  return (
    <Page title="Capacity" answer={plan.data && <CapacityAnswer plan={plan.data} />}>
      <CapacityAsked asked={asked} months={plan.data?.months.map(({ startsOn }) => startsOn) ?? []} onChange={change} />
      <Ready call={plan}>{(data) => <CapacityMonths plan={data} />}</Ready>
      <ScenariosTable asked={asked} months={plan.data?.months.map(({ startsOn }) => startsOn) ?? []} />
      <Section title="How hires ramp">
        <Ready call={ramp}>{(data) => <RampTable ramp={data} />}</Ready>
      </Section>
    </Page>
  )
}
