import { SegmentedControl, Select } from '@mantine/core'
import classes from './demand.module.css'
import type { DemandView } from './use-view.ts'

/** Units or money, months or weeks, and where. */
export function Controls({ view, territories }: { view: DemandView; territories: { id: string; name: string }[] }) {
  return (
    <div className={classes.controls}>
      <SegmentedControl
        aria-label="Measure"
        value={view.measure}
        onChange={(measure) => view.change({ measure: measure === 'units' ? null : measure, period: null })}
        data={[
          { value: 'units', label: 'Units' },
          { value: 'money', label: 'Money' },
        ]}
      />
      <SegmentedControl
        aria-label="Period length"
        value={view.grain}
        onChange={(grain) => view.change({ grain: grain === 'month' ? null : grain, period: null })}
        data={[
          { value: 'month', label: 'Months' },
          { value: 'week', label: 'Weeks' },
        ]}
      />
      <Select
        aria-label="Territory"
        className={classes.territory}
        value={view.territory ?? 'all'}
        onChange={(territory) => view.change({ territory: territory === 'all' ? null : territory })}
        allowDeselect={false}
        checkIconPosition="right"
        data={[
          { value: 'all', label: 'All territories' },
          ...territories.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </div>
  )
}
