import type { AuditEntry } from '#platform/audit/contract.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { differences, withNames } from './audit-story.ts'
import classes from './settings.module.css'

/** One change: when, who, what, and from what to what. */
export function AuditLine({ entry, names }: { entry: AuditEntry; names: ReadonlyMap<string, string> }) {
  const { instant, number, money, day } = useFormat()
  const changed = differences(entry, names, { number, money, day, instant })
  const summary = withNames(entry.summary, names).replace(/\b\d{4}-\d{2}-\d{2}\b/g, day)
  return (
    <article className={classes.entry}>
      <time className={classes.when} dateTime={entry.at}>
        {instant(entry.at)}
      </time>
      <div>
        <span className={classes.who}>{whoOf(entry)}</span>: {summary}
        {changed.length > 0 && (
          <dl className={classes.diff}>
            {changed.slice(0, 12).map(({ field, from, to }) => (
              <div key={field} style={{ display: 'contents' }}>
                <dt>{field}</dt>
                <dd>
                  {from !== null && <del className={classes.was}>{from}</del>}
                  {from !== null && to !== null && ' → '}
                  {to}
                  {to === null && ' → nothing'}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </article>
  )
}

function whoOf({ actorKind, actorName }: AuditEntry): string {
  if (actorKind === 'system') return 'Drumbeat'
  if (actorKind === 'withheld') return 'Somebody (withheld)'
  return `${actorName ?? 'Somebody'}${actorKind === 'token' ? ' by API token' : ''}`
}
