import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { sopContract } from '../../contract.ts'
import { partOf } from '../part-of.ts'
import { TextTable } from '../TextTable.tsx'

/** What past decisions brought beside what they promised, with their range, or why it cannot be told. */
export function EffectsPart() {
  const { money, month } = useFormat()
  const effects = useCall(sopContract.effects, { query: { limit: 50 } })
  return (
    <Section title="What past decisions brought">
      <Ready call={effects}>
        {(data) => {
          const shown = (minor: number | null) => (minor === null ? 'no price' : money(minor, data.currency))
          return (
            <TextTable
              label="What past decisions brought"
              heads={[
                'Cycle',
                'Decision',
                { label: 'Promised', right: true },
                { label: 'Brought', right: true },
                '90 % range',
              ]}
              none="Nothing was decided yet whose months have closed."
              rows={data.effects.map((each) => ({
                id: each.cycleId + each.decisionId,
                to: partOf({ id: each.cycleId }, 'decisions'),
                cells: [
                  month(each.month),
                  each.option,
                  money(each.promisedMinor, data.currency),
                  each.reason === null ? shown(each.minor) : '',
                  each.reason ?? `${shown(each.lo90Minor)} to ${shown(each.hi90Minor)}`,
                ],
              }))}
            />
          )
        }}
      </Ready>
    </Section>
  )
}
