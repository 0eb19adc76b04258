import { basePath } from '#platform/ui/base-path.ts'
import { Explained } from '#platform/ui/page/Means.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import classes from '../pulse.module.css'
import type { Results } from './types.ts'

/** How many figures are hidden and why, and where anybody can check the round. */
export function HiddenPart({ results, roundId }: { results: Results; roundId: string }) {
  return (
    <Section title="Anonymity">
      <div data-tile>
        <Explained
          className={classes.calm}
          of="Anonymity"
          means="A published set is a figure of one group; a combination would isolate somebody when the difference of two groups holds too few people."
        >
          Groups of fewer than {results.k} answers are hidden ({results.suppressed.length} figures of this round),
          comments of fewer than {results.commentK}. {results.checked.sets} published sets were checked;{' '}
          {results.checked.conflicts} combinations of them would isolate fewer people.
        </Explained>
        <a href={`${basePath()}/pulse/audit?round=${roundId}`}>Audit of this round</a>
      </div>
    </Section>
  )
}
