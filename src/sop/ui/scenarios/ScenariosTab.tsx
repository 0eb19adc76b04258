import { Button } from '@mantine/core'
import { useState } from 'react'
import { FormModal } from '#platform/ui/form/FormModal.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import type { Figures } from '../../scenarios/contract.ts'
import { TextTable } from '../TextTable.tsx'
import { ScenarioEditor } from './ScenarioEditor.tsx'
import { SideBySide } from './SideBySide.tsx'

/** What if: the scenarios of a cycle, side by side with the plan; one of them opens to be edited. */
export function ScenariosTab({ cycle }: { cycle: CycleView }) {
  const { money, number, percent } = useFormat()
  const [open, show] = useState<string | null>(null)
  const list = useCall(sopContract.scenarios, { params: { id: cycle.id } })
  const figures = useCall(sopContract.compareScenarios, { params: { id: cycle.id } })
  return (
    <Ready call={list} loading={<LoadingBlock height={320} />}>
      {({ scenarios, currency }) => (
        <>
          <Section title="Scenarios" aside={<NewScenario cycle={cycle} show={show} />}>
            <TextTable
              label="Scenarios"
              heads={[
                'Scenario',
                'What it changes',
                { label: 'Revenue', right: true },
                { label: 'Served', right: true },
                { label: 'Margin', right: true },
                'Look',
              ]}
              none="No scenario yet. Make one here, or turn a risk into one."
              rows={scenarios.map(({ id, name, revenueChangeMinor, mergedAt, ...changes }) => ({
                id,
                cells: [
                  mergedAt ? `${name} (merged)` : name,
                  changeWords(changes, number),
                  money(revenueChangeMinor, currency),
                  supplyOf(figures.data, id, 'service', percent),
                  supplyOf(figures.data, id, 'margin', (minor) => money(minor, currency)),
                  <Button
                    key="open"
                    size="compact-xs"
                    variant="default"
                    onClick={() => show(id)}
                    aria-label={`Open ${name}`}
                  >
                    Open
                  </Button>,
                ],
              }))}
            />
          </Section>
          {scenarios.some(({ id }) => id === open) && <ScenarioEditor key={open} cycle={cycle} id={open!} />}
          {scenarios.length > 0 && (
            <Section title="Side by side">
              <Ready call={figures} loading={<LoadingBlock height={320} />}>
                {(data) => <SideBySide cycle={cycle} data={data} />}
              </Ready>
            </Section>
          )}
        </>
      )}
    </Ready>
  )
}

/** What a scenario changes: families, resources, or both. */
function changeWords(
  { edits, unitsChange, capacityChanges }: { edits: number; unitsChange: number; capacityChanges: number },
  number: (value: number) => string,
): string {
  const demand = edits === 0 ? [] : [`${number(unitsChange)} units in ${number(edits)} cells`]
  const hours = capacityChanges === 0 ? [] : [`hours of ${number(capacityChanges)} resource-months`]
  return [...demand, ...hours].join(', ') || 'nothing yet'
}

/** A figure of supply: of what is served the share, of money the difference against the plan. */
function supplyOf(
  data: Figures | undefined,
  id: string,
  key: 'service' | 'margin',
  shown: (value: number) => string,
): string {
  const at = data?.columns.findIndex((column) => column.id === id) ?? -1
  const values = data?.figures.find((figure) => figure.key === `supply:${key}`)?.values
  const [plan, value] = [values?.[0], values?.[at]]
  if (at < 0 || plan === null || plan === undefined || value === null || value === undefined) return ''
  return shown(key === 'margin' ? value - plan : value)
}

function NewScenario({ cycle, show }: { cycle: CycleView; show: (id: string) => void }) {
  const { can } = useSession()
  const [isAsking, ask] = useState(false)
  const make = useCommand(sopContract.makeScenario, {
    quiet: true,
    onDone: ({ id }) => {
      ask(false)
      show(id)
    },
  })
  if (!can('sop:contribute')) return null
  return (
    <>
      <Button size="xs" variant="default" onClick={() => ask(true)}>
        New scenario
      </Button>
      {isAsking && (
        <FormModal
          title="New scenario"
          onClose={() => ask(false)}
          fields={[{ name: 'name', label: 'What if …', required: true }]}
          initial={{ name: null }}
          submit="Make it"
          saving={make.isPending}
          error={make.error}
          onSave={({ name }) => make.mutate({ params: { id: cycle.id }, body: { name: name! } })}
        />
      )}
    </>
  )
}
