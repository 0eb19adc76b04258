import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { RecordForm, type Values } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Stage } from '../stages/contract.ts'
import { stageFields } from './stage-fields.ts'
import { noPercent, percentOf, placesOf, shareOf } from './stage-words.ts'

type Settings = Pick<Stage, 'name' | 'forecastCategory' | 'probability' | 'position'>
type Name = 'name' | 'category' | 'probability' | 'from' | 'position'

/** What a stage says of a deal, and its place; undo sets back what was changed. */
export function StageForm(props: { stage: Stage; among: Stage[] }) {
  // What was seen when the drawer opened: only what is changed against it is sent, whatever others change meanwhile.
  const [{ stage, among }] = useState(props)
  const { can } = useSession()
  const saved = useSaved('stage')
  const [, open] = useUrlParam('stage')
  const [problem, setProblem] = useState<string | null>(null)
  const undo = useCommand(crmContract.changeStage)
  const change = useCommand(crmContract.changeStage, { quiet: true })

  function save(values: Values<Name>): void {
    const probability = shareOf(values.probability ?? '')
    setProblem(probability === null ? noPercent(values.probability) : null)
    if (probability === null) return
    const after: Settings = {
      name: values.name ?? stage.name,
      forecastCategory: values.category as Stage['forecastCategory'],
      probability,
      position: Number(values.position),
    }
    const changed = (Object.keys(after) as (keyof Settings)[]).filter((key) => after[key] !== stage[key])
    if (changed.length === 0) {
      open(null)
      return
    }
    // A day says from when a probability holds; both ways, so that Undo leaves the days before as they were.
    const dated = changed.includes('probability') && values.from ? { probabilityFrom: values.from } : {}
    const before = { ...only(stage, changed), ...dated }
    change.mutate(
      { params: { id: stage.id }, body: { ...only(after, changed), ...dated } },
      {
        onSuccess: () => saved(`${after.name} saved`, () => undo.mutate({ params: { id: stage.id }, body: before })),
      },
    )
  }

  return (
    <RecordForm<Name>
      intro={<StageStatus stage={stage} />}
      fields={[
        stageFields.name,
        stageFields.category,
        { ...stageFields.probability, description: heldBefore(stage) ?? stageFields.probability.description },
        stageFields.from,
        { name: 'position', label: 'Order', kind: 'select', options: placesOf(stage, among), required: true },
      ]}
      initial={{
        name: stage.name,
        category: stage.forecastCategory,
        probability: percentOf(stage.probability),
        from: '',
        position: String(stage.position),
      }}
      readOnly={!can(crmContract.changeStage.permission)}
      submit="Save"
      saving={change.isPending}
      error={problem ?? change.error}
      onSave={save}
    />
  )
}

/** What was taken before, in words. */
function heldBefore({ probabilities }: Stage): string | undefined {
  const former = probabilities.map(({ probability, until }) => `${percentOf(probability)} % before ${until}`)
  return former.length > 0 ? `It was ${former.join(', ')}.` : undefined
}

/** The deals in a stage, won and lost ones too. */
function StageStatus({ stage }: { stage: Stage }) {
  const { number } = useFormat()
  const deals = `${number(stage.deals)} ${stage.outcome} ${stage.deals === 1 ? 'deal' : 'deals'}`
  return (
    <div>
      <Anchor component={Link} to={`/crm/deals?outcome=${stage.outcome}&stage=${stage.id}` as never} size="sm">
        {deals}
      </Anchor>
    </div>
  )
}

function only(settings: Settings, keys: (keyof Settings)[]): Partial<Settings> {
  return Object.fromEntries(keys.map((key) => [key, settings[key]]))
}
