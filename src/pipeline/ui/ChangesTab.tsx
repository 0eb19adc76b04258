import { Group, SegmentedControl, TextInput } from '@mantine/core'
import { Waterfall } from '#platform/ui/charts/Waterfall.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { WaterfallReply } from '../contract.ts'
import { addDays } from './days.ts'

const spans = [
  { value: '1', label: 'a day' },
  { value: '7', label: 'a week' },
  { value: '30', label: '30 days' },
  { value: '91', label: 'a quarter' },
]

/** What moved the pipeline since a day: the waterfall, whose bars open their deals. */
export function ChangesTab({ fall }: { fall: WaterfallReply }) {
  const { day, shortMoney } = useFormat()
  const [, change] = useUrlParams()
  const moved = fall.bars.filter(({ deals }) => deals > 0)
  const steps = [
    { id: 'opening', label: day(fall.from), value: fall.opening.amountMinor, kind: 'total' as const },
    ...moved.map(({ bar, amountMinor }) => ({
      id: bar,
      label: capital(bar),
      value: amountMinor,
      kind: 'change' as const,
    })),
    { id: 'closing', label: day(fall.to), value: fall.closing.amountMinor, kind: 'total' as const },
  ]
  const chosen = spans.find(({ value }) => addDays(fall.to, -Number(value)) === fall.from)?.value ?? ''
  return (
    <>
      <Group gap="xs" mb="sm">
        <span>Since</span>
        <SegmentedControl
          size="xs"
          aria-label="Compared with"
          value={chosen}
          data={spans}
          onChange={(value) => change({ since: value === '7' ? null : addDays(fall.to, -Number(value)) })}
        />
        <TextInput
          type="date"
          size="xs"
          aria-label="Since the end of"
          value={fall.from}
          max={fall.to}
          onChange={(event) => change({ since: event.currentTarget.value || null })}
        />
      </Group>
      <Waterfall
        label={`Pipeline from ${day(fall.from)} to ${day(fall.to)}`}
        steps={steps}
        format={(value) => shortMoney(value, fall.currency)}
        onOpen={(bar) => change({ door: `bar:${bar}` }, { push: true })}
        height={360}
      />
    </>
  )
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1)
}
