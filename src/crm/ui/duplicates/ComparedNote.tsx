import { useFormat } from '#platform/ui/use-format.tsx'
import classes from './duplicates.module.css'

/** As of when the pairs are, and how much of comparing anew is done. */
export function ComparedNote(props: { noun: string; asOf: string | null; comparing: number | null }) {
  const { noun, asOf, comparing } = props
  const { instant, percent } = useFormat()
  if (comparing === null) return null
  return (
    <p role="status" className={classes.note} data-explained>
      {asOf === null ? `The ${noun}s are compared` : `As of ${instant(asOf)}; what changed since is compared`}:{' '}
      {percent(comparing)} done. This page can be left meanwhile.
    </p>
  )
}
