import { Button, Select } from '@mantine/core'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { plansContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'
import { BeforePlan } from './BeforePlan.tsx'
import { CausesPart } from './CausesPart.tsx'
import { FamiliesPart } from './FamiliesPart.tsx'
import { LoadPart } from './LoadPart.tsx'
import { PeggingPart } from './PeggingPart.tsx'
import { PlanAnswer } from './PlanAnswer.tsx'
import { PlanRows } from './PlanRows.tsx'
import { PromisesPart } from './PromisesPart.tsx'
import { RiskPart } from './RiskPart.tsx'
import { Running } from './Running.tsx'
import { ServicePart } from './ServicePart.tsx'
import { StrategiesPart } from './StrategiesPart.tsx'
import { TryPart } from './TryPart.tsx'

/** Supply: what will be made, bought and kept, what will be late or lost, why, and what more of anything scarce is worth. */
export function PlanScreen() {
  const list = useCall(plansContract.list, { query: { limit: 50 } })
  const [search, change] = useUrlParams()
  const plans = list.data?.plans ?? []
  const done = plans.filter((plan) => plan.startsOn.length > 0 && plan.margin !== null)
  const plan = done.find(({ id, number }) => search.plan === id || search.plan === String(number)) ?? done[0]
  const running = plans.filter(({ status }) => status === 'queued' || status === 'running')
  return (
    <Page
      title="Supply"
      answer={plan && <PlanAnswer plan={plan} />}
      actions={
        <>
          {done.length > 1 && plan && (
            <Select
              aria-label="Plan"
              size="sm"
              w={190}
              allowDeselect={false}
              data={done.map((each) => ({ value: each.id, label: nameOf(each) }))}
              value={plan.id}
              onChange={(id) => change({ plan: id })}
            />
          )}
          <MakePlan />
        </>
      }
    >
      {running.map((each) => (
        <Running key={each.id} plan={each} />
      ))}
      <Ready call={list} loading={<LoadingBlock height={420} />}>
        {() => <Content plan={plan} done={done} newest={plans[0]} />}
      </Ready>
    </Page>
  )
}

function Content({
  plan,
  done,
  newest,
}: {
  plan: PlanHead | undefined
  done: PlanHead[]
  newest: PlanHead | undefined
}) {
  const before = { value: 'before', label: 'Data and assumptions', content: () => <BeforePlan /> }
  if (!plan) {
    return (
      <>
        <EmptyState
          title={newest?.reason ? `No plan yet: ${newest.reason}` : 'No plan yet'}
          teaches="Here you will see what to make and buy month by month, stock and days on hand, load against capacity, what will be late or lost, and why."
          needs="expected demand, stock, and for what is made its recipe; all of it can be imported as it is."
          action={<MakePlan />}
        />
        <PageTabs tabs={[before]} />
      </>
    )
  }
  return (
    <>
      <PlanRows plan={plan} />
      <PageTabs
        tabs={[
          { value: 'families', label: 'Plan', content: () => <FamiliesPart plan={plan} /> },
          { value: 'items', label: 'Items', content: () => <TryPart plan={plan} /> },
          { value: 'load', label: 'Load', content: () => <LoadPart plan={plan} /> },
          { value: 'causes', label: 'Causes and prices', content: () => <CausesPart plan={plan} /> },
          { value: 'strategies', label: 'Strategies', content: () => <StrategiesPart plans={done} /> },
          { value: 'risk', label: 'Risk', content: () => <RiskPart plan={plan} /> },
          { value: 'pegging', label: 'Pegging', content: () => <PeggingPart plan={plan} /> },
          { value: 'promises', label: 'Promises', content: () => <PromisesPart /> },
          { value: 'service', label: 'Service', content: () => <ServicePart plan={plan} /> },
          before,
        ]}
      />
    </>
  )
}

function MakePlan() {
  const { can } = useSession()
  const make = useCommand(plansContract.make, {
    onDone: () => toast('The plan is being made. It appears here by itself.'),
  })
  if (!can('supply:plan')) return null
  return (
    <Button
      variant="default"
      loading={make.isPending}
      onClick={() => make.mutate({ body: { strategies: ['optimal'] } })}
    >
      Make plan
    </Button>
  )
}

function nameOf({ number, name, strategy }: PlanHead): string {
  return `Plan ${number}${name ? `, ${name}` : ''}${strategy === 'optimal' ? '' : ` (${strategy})`}`
}
