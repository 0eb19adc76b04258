import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import type { SeriesDetail } from '../../schema.ts'
import classes from '../demand.module.css'
import type { DemandView } from '../use-view.ts'
import { OverrideList } from './OverrideList.tsx'
import { PlanGrid } from './PlanGrid.tsx'
import { ValueAddedPart } from './ValueAddedPart.tsx'

/** What planners set by hand: the periods to come, everything that was set, and what it was worth. */
export function OverridesPart({ view, detail }: { view: DemandView; detail: SeriesDetail }) {
  if (view.measure === 'money') {
    return <p className={classes.calm}>Forecasts are set by hand in units. Choose Units above.</p>
  }
  const rows = detail.ahead.filter(({ startsOn }) => startsOn !== detail.running?.startsOn)
  return (
    <PageTabs
      param="overrides"
      tabs={[
        { value: 'plan', label: 'Set by hand', content: () => <PlanGrid view={view} rows={rows} unit={detail.unit} /> },
        { value: 'all', label: 'All overrides', content: () => <OverrideList view={view} /> },
        { value: 'value', label: 'Value added', content: () => <ValueAddedPart view={view} /> },
      ]}
    />
  )
}
