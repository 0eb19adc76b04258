import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { CallError } from '../call.ts'
import classes from './states.module.css'

/** What happened, to which value, and what to do now. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => unknown }) {
  const problem = error instanceof CallError ? error.problem : unexpected(error)
  return (
    <div className={classes.error} role="alert">
      <IconAlertTriangle size={20} aria-hidden />
      <div>
        <p className={classes.title}>{problem.message}</p>
        {problem.wayOut && <p className={classes.text}>{problem.wayOut}</p>}
        {problem.problems && problem.problems.length > 0 && (
          <ul>
            {problem.problems.slice(0, 8).map((one) => (
              <li key={`${one.path}${one.message}`}>
                {one.path}: {one.message}
              </li>
            ))}
          </ul>
        )}
        {retry && !isFinal(error) && (
          <div className={classes.actions}>
            <Button variant="default" size="xs" onClick={() => void retry()}>
              Try again
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

/** Refusals that the same question would only meet again. */
function isFinal(error: unknown): boolean {
  return error instanceof CallError && [400, 403, 404, 410].includes(error.status)
}

function unexpected(error: unknown): CallError['problem'] {
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'unexpected',
    message: 'This part of the screen stopped working.',
    wayOut: `Reload the page. The reason: ${message}`,
  }
}
