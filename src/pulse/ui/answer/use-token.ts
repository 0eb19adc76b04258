import { useEffect, useState } from 'react'
import type { Kept } from './keep.ts'
import { type Asked, ownToken } from './token.ts'

/** Gets the token as soon as the page is open, so that having one says nothing about answering. */
export function useToken(round: Asked) {
  const [code, setCode] = useState(() => decodeURIComponent(location.hash.replace(/^#(code=)?/, '')) || null)
  const [token, setToken] = useState<Kept | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again on demand
  useEffect(() => {
    if (round.state !== 'open') return
    let gone = false
    setError(null)
    ownToken(round, code).then(
      (kept) => !gone && setToken(kept),
      (problem: Error) => !gone && setError(problem),
    )
    return () => {
      gone = true
    }
  }, [round.id, round.state, code, tries])
  return { token, error, setCode, retry: () => setTries(tries + 1) }
}
