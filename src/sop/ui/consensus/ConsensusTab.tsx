import { NativeSelect } from '@mantine/core'
import { minorDigits } from '#platform/numbers/minor.ts'
import { BarChart } from '#platform/ui/charts/BarChart.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { ConsensusView } from '../../consensus/contract.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import classes from '../sop.module.css'
import { BridgePart } from './BridgePart.tsx'
import { ConsensusGrid } from './ConsensusGrid.tsx'
import { FamiliesTable } from './FamiliesTable.tsx'
import { ValueAddedTable } from './ValueAddedTable.tsx'

/** The consensus demand: by month, by family, source by source, and what moved it. */
export function ConsensusTab({ cycle }: { cycle: CycleView }) {
  const [family] = useUrlParam('family')
  const query = family ? { familyId: family } : {}
  const whole = useCall(sopContract.consensus, { params: { id: cycle.id } })
  const part = useCall(sopContract.consensus, { params: { id: cycle.id }, query })
  return (
    <Ready call={whole} loading={<LoadingBlock height={420} />}>
      {(all) =>
        all.cells.length === 0 ? (
          <p className={classes.calm}>The data of this cycle are not captured yet: capture them in step 1.</p>
        ) : (
          <>
            <MonthsChart view={part.data ?? all} />
            <Section title="Families">
              <FamiliesTable cycle={cycle} view={all} />
            </Section>
            <Section title="Source by source" aside={<FamilyChoice view={all} />}>
              <ConsensusGrid cycle={cycle} view={part.data ?? all} />
            </Section>
            <BridgePart cycle={cycle} />
            <Section title="What each source was worth">
              <ValueAddedTable cycle={cycle} view={all} />
            </Section>
          </>
        )
      }
    </Ready>
  )
}

function MonthsChart({ view }: { view: ConsensusView }) {
  const { shortMoney, regional } = useFormat()
  const whole = 10 ** minorDigits(view.currency)
  const month = new Intl.DateTimeFormat(regional.locale, { month: 'short', year: '2-digit', timeZone: 'UTC' })
  return (
    <BarChart
      label="Planned revenue by month"
      unit={view.currency}
      format={(value) => shortMoney(Math.round(value * whole), view.currency)}
      bars={view.totals.map((total) => ({
        id: total.month,
        label: month.format(new Date(`${total.month}T00:00:00Z`)),
        value: total.revenueMinor / whole,
      }))}
    />
  )
}

function FamilyChoice({ view }: { view: ConsensusView }) {
  const [family, choose] = useUrlParam('family')
  return (
    <NativeSelect
      size="xs"
      aria-label="Family"
      value={family ?? ''}
      onChange={(event) => choose(event.currentTarget.value || null)}
      data={[
        { value: '', label: 'All families' },
        ...view.families.map(({ familyId, name }) => ({ value: familyId, label: name })),
      ]}
    />
  )
}
