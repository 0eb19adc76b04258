import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useCall } from '#platform/ui/use-call.ts'
import { demandContract } from '../../contract.ts'
import type { Signal } from '../../signals/schema.ts'
import classes from '../demand.module.css'

const changes = ['-0.2', '-0.1', '0.1', '0.2']

/** What the forecast would be if a signal went up or down from next month on. */
export function ScenarioLine({ signal: { id, name } }: { signal: Signal }) {
  const [change, setChange] = useState('-0.1')
  const { data } = useCall(demandContract.signalScenario, { params: { id }, query: { change: Number(change) } })
  return (
    <div className={classes.controls}>
      <SegmentedControl
        aria-label={`Change of ${name}`}
        size="xs"
        value={change}
        onChange={setChange}
        data={changes.map((value) => ({
          value,
          label: `${Number(value) > 0 ? '+' : '−'}${Math.abs(Math.round(100 * Number(value)))} %`,
        }))}
      />
      <p className={classes.calm}>{data?.sentence}</p>
    </div>
  )
}
