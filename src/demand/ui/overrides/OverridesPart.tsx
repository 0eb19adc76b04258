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
  return (
    <PageTabs
      param="overrides"
      tabs={[
        { value: 'plan', label: 'Set by hand', content: () => <PlanGrid view={view} detail={detail} /> },
        { value: 'all', label: 'All overrides', content: () => <OverrideList view={view} /> },
        { value: 'value', label: 'Value added', content: () => <ValueAddedPart view={view} /> },
      ]}
    />
  )
}
