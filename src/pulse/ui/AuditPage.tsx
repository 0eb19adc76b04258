import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { pulseContract } from '../contract.ts'
import { tokenHash } from '../tokens/wallet.ts'
import classes from './answer/answer.module.css'
import { keptOf } from './answer/keep.ts'

type Audit = z.output<(typeof pulseContract.audit)['reply']>

/** What anybody may check of a round, signed in or not. */
export function AuditPage() {
  const [id] = useUrlParam('round')
  const audit = useCall(pulseContract.audit, { params: { id: id ?? '' } })
  return (
    <main className={classes.page}>
      <h1 className={classes.title}>Audit of a round</h1>
      <Ready call={audit} loading={<LoadingLines rows={6} height={30} />}>
        {(found) => <Facts audit={found} roundId={id ?? ''} />}
      </Ready>
    </main>
  )
}

function Facts({ audit, roundId }: { audit: Audit; roundId: string }) {
  const isClosed = audit.tokens !== null
  return (
    <>
      <p>
        {audit.eligible} people were asked.{' '}
        {isClosed
          ? `${audit.issued} tokens were signed and ${audit.redeemed} used, each once.`
          : 'How many tokens were signed and used is told after the close.'}{' '}
        The private keys{' '}
        {audit.keysDestroyed
          ? 'were destroyed at the close: no token can be made any more.'
          : 'are destroyed at the close.'}
      </p>
      <OwnToken tokens={audit.tokens} roundId={roundId} />
      <h2>Groups and their keys</h2>
      <ul>
        {audit.cells.map((cell) => (
          <li key={cell.fingerprint}>
            {cell.name}, {cell.eligible} people <span className={classes.key}>{cell.fingerprint}</span>
          </li>
        ))}
      </ul>
      {audit.checked && (
        <p>
          {audit.checked.sets} published sets were checked: {audit.checked.conflicts} combinations of them isolate fewer
          people than promised.
        </p>
      )}
      {audit.suppressed.length > 0 && <h2>What is hidden, and why</h2>}
      <ul>
        {audit.suppressed.map(({ what, group, why }) => (
          <li key={`${what} ${group}`}>
            {what}, {group}: {why}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Looks this browser's token up in the list of used ones, here: nobody is asked about it. */
function OwnToken({ tokens, roundId }: { tokens: Audit['tokens']; roundId: string }) {
  const [says, setSays] = useState('')
  useEffect(() => {
    const { token, sent } = keptOf(roundId)
    if (!token) return setSays('This browser holds no token of this round.')
    if (!tokens)
      return setSays(
        sent ? 'Your answer was taken; the list of used tokens comes with the close.' : 'Your token is unused so far.',
      )
    void tokenHash(token).then((hash) =>
      setSays(tokens.includes(hash) ? `Your token is among those counted: ${hash}` : 'Your token was not used.'),
    )
  }, [tokens, roundId])
  return (
    <p role="status" className={classes.terms}>
      {says}
    </p>
  )
}
