import { SegmentedControl } from '@mantine/core'
import { Waterfall } from '#platform/ui/charts/Waterfall.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useGo, useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { BridgeView } from '../../consensus/contract.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { partOf } from '../part-of.ts'
import classes from '../sop.module.css'

const choices: BridgeView['against'][] = ['last cycle', 'budget', 'last year']

/** What leads to this plan from last cycle, budget or last year, family by family. */
export function BridgePart({ cycle }: { cycle: CycleView }) {
  const { shortMoney } = useFormat()
  const go = useGo()
  const [found, choose] = useUrlParam('against')
  const against = choices.find((each) => each === found) ?? 'last cycle'
  const bridge = useCall(sopContract.bridge, { params: { id: cycle.id }, query: { against } })
  return (
    <Section
      title={`Against ${against}`}
      aside={
        <SegmentedControl
          size="xs"
          aria-label="Against what"
          value={against}
          onChange={choose}
          data={choices.map((value) => ({ value, label: value }))}
        />
      }
    >
      <Ready call={bridge}>
        {({ openingMinor, closingMinor, changes, leftOut, currency }) => (
          <>
            <Waterfall
              label={`From ${against} to this plan`}
              format={(minor) => shortMoney(minor, currency)}
              onOpen={(id) =>
                go(partOf(cycle, 'consensus', changes.some(({ familyId }) => familyId === id) ? { family: id } : {}))
              }
              steps={[
                { id: 'opening', label: against, value: openingMinor, kind: 'total' },
                ...changes.map(({ familyId, name, volumeMinor, priceMinor }) => ({
                  id: familyId,
                  label: name,
                  value: volumeMinor + priceMinor,
                  kind: 'change' as const,
                })),
                { id: 'closing', label: 'This plan', value: closingMinor, kind: 'total' },
              ]}
            />
            {leftOut > 0 && (
              <p className={classes.calm} data-explained>
                Left out: <NumberBelow value={String(leftOut)} rows="Family-months" /> family-months that one side does
                not know.
              </p>
            )}
          </>
        )}
      </Ready>
    </Section>
  )
}
