import { SegmentedControl, Select } from '@mantine/core'
import classes from './demand.module.css'
import type { DemandView } from './use-view.ts'

type Given = { view: DemandView; territories: { id: string; name: string }[]; groupings: string[] }

/** Units or money, months or weeks, where, and by what items are grouped. */
export function Controls({ view, territories, groupings }: Given) {
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
      {groupings.length > 0 && (
        <Select
          aria-label="Grouped by"
          className={classes.territory}
          value={view.by ?? ''}
          onChange={(by) => view.change({ by: by || null, node: null, period: null, door: null })}
          allowDeselect={false}
          checkIconPosition="right"
          data={[{ value: '', label: 'By family' }, ...groupings.map((name) => ({ value: name, label: `By ${name}` }))]}
        />
      )}
    </div>
  )
}
