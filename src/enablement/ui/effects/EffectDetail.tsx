import { Text } from '@mantine/core'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { enablementContract } from '../../contract.ts'
import type { Effect } from '../../effects/contract.ts'
import { rangeOf } from './shown.ts'

/** How one effect was estimated, and what a bare comparison would have said. */
export function EffectDetail({ id }: { id: string }) {
  const call = useCall(enablementContract.effects)
  const format = useFormat()
  return (
    <Ready call={call}>
      {({ effects, from, worth }) => {
        const found = effects.find((each) => each.id === id)
        if (!found) return <Text c="dimmed">There is no such resource any more.</Text>
        const { name, deals, comparedWith, people, bareDifference, winRate, cycle, caution } = found
        return (
          <>
            <Text fw={600}>{name}</Text>
            <Text mt="xs">
              {`${format.number(deals)} closed deals opened with it by ${format.number(people)} people since ${format.day(from)}, beside ${format.number(comparedWith)} without.`}
            </Text>
            <One title="Win rate" effect={winRate} text={`${rangeOf(winRate, 'points', format)} percentage points`} />
            <One title="Cycle of won deals" effect={cycle} text={rangeOf(cycle, 'share', format)} />
            {caution && <Text mt="md">{caution}</Text>}
            <Section title="Bare comparison">
              <Text>
                {bareDifference === null
                  ? 'Either side has no deal.'
                  : `Win rate with it less win rate without it: ${format.change(bareDifference * 100)} points. This mixes the effect with who chose it, where and when.`}
              </Text>
            </Section>
            <Section title="Method">
              <Text>
                {`Deals of the same market, stage and quarter are compared; what is the same for a person, for a segment and for a size of deal is taken out; everything is estimated together. The ${format.percent(0.95)} interval leaves out one person after the other (jackknife, Student's t). An interval within ±${format.number(worth * 100)} points is "no effect worth having".`}
              </Text>
            </Section>
          </>
        )
      }}
    </Ready>
  )
}

function One({ title, effect, text }: { title: string; effect: Effect; text: string }) {
  return (
    <Section title={title}>
      <Text>{effect.cannotTell ? `Cannot tell: ${effect.cannotTell}` : `${text}: ${effect.verdict}.`}</Text>
    </Section>
  )
}
