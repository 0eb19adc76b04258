import { Explained } from '#platform/ui/page/Means.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../contract.ts'
import classes from './demand.module.css'
import type { DemandView } from './use-view.ts'

/** What the series of the company teach each other, and what they taught before. */
export function LearnedPart({ view: { grain, measure } }: { view: DemandView }) {
  const call = useCall(demandContract.learned, { query: { grain, measure } })
  const { instant, number } = useFormat()
  return (
    <Ready call={call}>
      {({ learned: [now, ...before] }) =>
        now && (
          <div style={{ margin: '8px 0' }}>
            <Explained
              className={classes.calm}
              of="Learned from this company"
              means={`What the series of this company have in common: how demand that comes now and then fades and ends, and how wide ranges must be. It is learned when a ${grain} closes, from what was known then, and stands until the next one closes.`}
            >
              {now.sentence}
            </Explained>
            {before.length > 0 && (
              <details>
                <summary className={classes.calm}>Learned before: {number(before.length)}</summary>
                <ul className={classes.lines} aria-label="Learned before">
                  {before.map(({ closedTo, learnedAt, sentence }) => (
                    <li key={closedTo}>
                      <span>{sentence}</span>
                      <small style={{ gridColumn: '1 / -1' }}>Learned {instant(learnedAt)}</small>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </div>
        )
      }
    </Ready>
  )
}
