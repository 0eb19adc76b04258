import { Switch } from '@mantine/core'
import { useState } from 'react'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { demandContract } from '../contract.ts'
import type { Finding, SeriesDetail } from '../schema.ts'
import classes from './demand.module.css'
import { SuccessionPart } from './SuccessionPart.tsx'
import { useAmounts } from './use-amounts.ts'
import type { DemandView } from './use-view.ts'

const words: Record<Finding['kind'], { name: string; means: string }> = {
  outlier: { name: 'Outlier', means: 'Far from what the periods around it lead to expect.' },
  'stock-out': { name: 'Stock-out', means: 'Near zero where it otherwise hardly ever is: probably nothing to sell.' },
  'partial period': { name: 'Partial period', means: 'So far below the usual that it is probably not whole yet.' },
  'level shift': {
    name: 'Level shift',
    means: 'From here on the level is another; earlier periods are brought to it.',
  },
  'season change': {
    name: 'Changed season',
    means: 'From here on the year has another shape; earlier years are brought to it.',
  },
}

/** What was found in the history, what the forecast counts instead, and a switch to count it as it was recorded. */
export function TreatedPart({ view, detail }: { view: DemandView; detail: SeriesDetail }) {
  const { findings } = detail
  if (findings.length === 0) {
    return (
      <>
        <p className={classes.calm}>Nothing was found that the forecast should not count as it was recorded.</p>
        <SuccessionPart />
      </>
    )
  }
  return (
    <>
      <p className={classes.calm}>
        The history stays as it was recorded. The forecast counts these periods differently; switch one off and the
        forecast is made again from what was recorded.
      </p>
      <ul className={classes.lines} aria-label="What was treated">
        {findings.map((finding) => (
          <FindingRow
            key={`${finding.startsOn} ${finding.kind}`}
            {...{ view, detail, finding }}
            label={detail.history.find(({ startsOn }) => startsOn === finding.startsOn)?.label ?? finding.startsOn}
          />
        ))}
      </ul>
      <SuccessionPart />
    </>
  )
}

type Given = { view: DemandView; detail: SeriesDetail; finding: Finding; label: string }

function FindingRow({ view, detail, finding, label }: Given) {
  const { can } = useSession()
  const { full } = useAmounts(view.measure, detail.unit)
  const { startsOn, kind, value, used, accepted } = finding
  const decide = useCommand(demandContract.decide, {
    onDone: () => toast('Kept. The forecast is being made again and appears here by itself.'),
  })
  // What was asked for shows at once, and until the forecast made with it is here.
  const [asked, setAsked] = useState<boolean | null>(null)
  if (asked === accepted) setAsked(null)
  const turn = (on: boolean) => {
    setAsked(on)
    decide.mutate(
      { body: { grain: view.grain, node: detail.key, territory: view.territory, startsOn, kind, accepted: on } },
      { onError: () => setAsked(null) },
    )
  }
  return (
    <li>
      <span>
        <strong>{label}</strong> {words[kind].name}
      </span>
      <Switch
        style={{ justifySelf: 'end' }}
        checked={asked ?? accepted}
        disabled={!can('demand:treat') || decide.isPending}
        onChange={(event) => turn(event.currentTarget.checked)}
        aria-label={`Treat the ${kind} of ${label}`}
      />
      <small>{words[kind].means}</small>
      <span className={classes.figure}>
        <NumberDoor value={full(value)} door={startsOn} param="period" label={`Recorded in ${label}`} />
        {accepted ? ', counted as ' : ', as recorded'}
        {accepted && countedAs({ kind, used, value }, full)}
      </span>
    </li>
  )
}

function countedAs(
  { kind, used, value }: Pick<Finding, 'kind' | 'used' | 'value'>,
  full: (value: number) => string,
): string {
  if (kind === 'level shift' || kind === 'season change') return `${full(value)}; earlier ones moved`
  return used === null ? 'missing' : full(used)
}
