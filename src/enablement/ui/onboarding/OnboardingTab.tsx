import { Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { enablementContract } from '../../contract.ts'
import type { Onboarding } from '../../onboarding/contract.ts'
import { OnboardForm } from './OnboardForm.tsx'
import { OnboardingDetail } from './OnboardingDetail.tsx'
import { PlansPart } from './PlansPart.tsx'

/** Who is being onboarded, and how each goes against the plan. */
export function OnboardingTab() {
  const [{ onboarding }, change] = useUrlParams()
  const call = useCall(enablementContract.onboardings)
  const format = useFormat()
  const columns = useMemo(() => columnsOf(format), [format])
  return (
    <Ready call={call} loading={<LoadingBlock height={420} />}>
      {({ onboardings, withoutPlan }) => (
        <Stack gap="xl">
          {withoutPlan.length > 0 && (
            <Text mb="md">
              {`Hired in the last year, selling, and on no plan: ${withoutPlan.map(({ name, hiredOn }) => `${name} (${format.day(hiredOn)})`).join(', ')}.`}
            </Text>
          )}
          <DataGrid<Onboarding>
            name="onboardings"
            label="Onboardings"
            columns={columns}
            rows={onboardings}
            rowId={({ id }) => id}
            openId={onboarding ?? null}
            onOpen={({ id }) => change({ onboarding: id }, { push: true })}
            actions={
              <AddButton param="onboard" may="enablement:edit">
                Onboard somebody
              </AddButton>
            }
            empty={
              <EmptyState
                title="Nobody is being onboarded"
                teaches="A plan says which steps and courses somebody new takes, when the first deal is due, and which share of a full quota is expected in each month."
              />
            }
          />
          <PlansPart />
          <DetailDrawer
            param="onboarding"
            title={(id) => onboardings.find((each) => each.id === id)?.person.name ?? 'Onboarding'}
            size={560}
          >
            {(id) => <OnboardingDetail onboarding={onboardings.find((each) => each.id === id)} />}
          </DetailDrawer>
          <DetailDrawer param="onboard" title="Onboard somebody" size={480}>
            {() => <OnboardForm />}
          </DetailDrawer>
        </Stack>
      )}
    </Ready>
  )
}

function columnsOf({ day, number, percent }: ReturnType<typeof useFormat>): Column<Onboarding>[] {
  return [
    { id: 'person', header: 'Person', value: ({ person }) => person.name, grow: true, width: 180, phone: 'title' },
    { id: 'plan', header: 'Plan', value: ({ plan }) => plan.name, width: 190, phone: 'off' },
    {
      id: 'start',
      header: 'Start',
      value: ({ startsOn }) => startsOn,
      cell: ({ startsOn }) => day(startsOn),
      width: 130,
      phone: 'line',
    },
    {
      id: 'steps',
      header: 'Steps done',
      value: ({ steps }) => steps.filter(({ doneOn }) => doneOn !== null).length,
      cell: ({ steps }) => `${number(steps.filter(({ doneOn }) => doneOn !== null).length)} of ${number(steps.length)}`,
      width: 120,
      phone: 'off',
    },
    {
      id: 'first',
      header: 'First deal',
      value: ({ firstDeal }) => firstDeal.days,
      cell: ({ firstDeal }) => <FirstDeal of={firstDeal} />,
      width: 200,
      phone: 'line',
      definition: 'Days from the start to the first deal won, against the plan.',
    },
    {
      id: 'certified',
      header: 'Certified',
      value: ({ certified }) => certified.state,
      cell: ({ certified: { state } }) => (state === null ? 'no course' : <State state={state} />),
      width: 120,
      phone: 'off',
      definition: 'Whether every course of the plan was completed by its day.',
    },
    {
      id: 'ramp',
      header: 'Ramp',
      kind: 'number',
      adds: false,
      value: ({ ramp }) => ramp.againstPlan,
      cell: ({ ramp }) => (ramp.againstPlan === null ? 'not yet' : percent(ramp.againstPlan)),
      width: 120,
      phone: 'aside',
      definition: 'All that was closed in full months since the start, by all that the plan expects in them.',
    },
  ]
}

function FirstDeal({ of: { days, plannedDays, state } }: { of: Onboarding['firstDeal'] }) {
  const { number } = useFormat()
  const text =
    days === null ? `none, due on day ${number(plannedDays)}` : `day ${number(days)} of ${number(plannedDays)}`
  return state === 'late' || state === 'overdue' ? <Tone tone="behind">{text}</Tone> : text
}

function State({ state }: { state: string }) {
  return state === 'late' || state === 'overdue' ? <Tone tone="behind">{state}</Tone> : state
}
