import { Select } from '@mantine/core'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../../contract.ts'
import type { Version } from '../../versions/schema.ts'
import classes from '../demand.module.css'
import type { DemandView } from '../use-view.ts'

const causes: Record<Version['cause'], string> = {
  models: 'models fitted anew',
  orders: 'orders that came',
  overrides: 'set by hand',
  signals: 'market signals',
  promotions: 'promotions',
  'new items': 'new items',
}

/** Which two published forecasts are compared. */
export function VersionPicker({ view, from, to }: { view: DemandView; from: string | null; to: string | null }) {
  const { grain, measure } = view
  const { data } = useCall(demandContract.versions, { query: { grain, measure, limit: 200 } })
  const { instant } = useFormat()
  const named = ({ id, number, at, cause, by }: Version) => ({
    value: id,
    label: `${number} · ${instant(at)} · ${by ?? causes[cause]}`,
  })
  const options = (data?.versions ?? []).map(named)
  if (options.length < 2) return null
  const pick = (param: 'from' | 'to', label: string, value: string | null) => (
    <Select
      label={label}
      value={value}
      data={options}
      allowDeselect={false}
      style={{ flex: 1, minWidth: 240, maxWidth: 420 }}
      onChange={(id) => view.change({ [param]: id })}
    />
  )
  return (
    <div className={classes.controls}>
      {pick('from', 'Published before', from)}
      {pick('to', 'Published after', to)}
    </div>
  )
}
