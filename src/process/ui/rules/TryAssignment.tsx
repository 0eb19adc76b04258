import { Button } from '@mantine/core'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { rulesContract } from '../../rules/contract.ts'
import type { TermsOf } from '../../rules/terms.ts'
import classes from '../process.module.css'

/** What the rule would have done with what came in last month, before it is saved. */
export function TryAssignment({ terms }: { terms: TermsOf<'assignment'> }) {
  const { number, day } = useFormat()
  const tried = useCommand(rulesContract.tryAssignment, { quiet: true })
  const { data } = tried
  return (
    <section aria-label="Try on last month">
      <Button
        variant="default"
        size="compact-md"
        disabled={terms.pool.length === 0}
        loading={tried.isPending}
        onClick={() => tried.mutate({ body: { terms } })}
      >
        Try on last month
      </Button>
      <Refused error={tried.error} />
      {data && (
        <>
          <p className={classes.sentence}>
            Of {number(data.came)} {data.of} that came in since {day(data.from)}, the rule fits {number(data.matched)}
            {data.nobody > 0 && `; ${number(data.nobody)} times nobody would have been free`}. Leave and limits count as
            of each day: a week's, and how many were open then, of what each owned before and what the rule gave.
          </p>
          <ul className={classes.firings}>
            {data.people.map(({ personId, name, got, had }) => (
              <li key={personId}>
                <strong>{name}</strong> gets {number(got)}; owns {number(had)} of them now
              </li>
            ))}
          </ul>
          {data.lines.length > 0 && (
            <details>
              <summary>One by one</summary>
              <ul className={classes.firings}>
                {data.lines.slice(0, 50).map((line) => (
                  <li key={line.id}>
                    <strong>{line.name}</strong>: {line.to ?? 'nobody'}
                    <span>
                      {day(line.day)} · {line.says}
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  )
}
