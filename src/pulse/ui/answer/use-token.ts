import { useEffect, useState } from 'react'
import { CallError } from '#platform/ui/call.ts'
import { type Kept, keep, keptOf } from './keep.ts'
import { type Asked, cellOf, loadWallet, ownToken } from './token.ts'

/** Cryptography keeps a slow phone busy: it begins when the questions have been on screen for so long. */
const CALM_MS = 1200

/** Gives the token, which is made once; where the line was down it is tried again when it is asked for again. */
export type OwnToken = () => Promise<Kept>

/**
 * Whose group one answers in, at once; and the token in the making, which is asked for whether one answers or not, so that
 * having one says nothing about answering.
 */
export function useToken(round: Asked) {
  const [code, setCode] = useState(() => decodeURIComponent(location.hash.replace(/^#(code=)?/, '')) || null)
  const [cellId, setCellId] = useState<string | null>(null)
  const [token, setToken] = useState<OwnToken | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again on demand
  useEffect(() => {
    if (round.state !== 'open') return
    let gone = false
    const fail = (problem: Error) => !gone && setError(problem)
    setError(null)
    ownCell(round, code).then((id) => {
      if (gone) return
      const own = madeOnce(() => ownToken(round, code))
      setCellId(id)
      setToken(() => own)
      void loadWallet().catch(() => {})
      setTimeout(() => own().catch((problem: Error) => isOffline(problem) || fail(problem)), CALM_MS)
    }, fail)
    return () => {
      gone = true
    }
  }, [round.id, round.state, code, tries])
  return { cellId, token, error, setCode, retry: () => setTries(tries + 1) }
}

/** Whether the line was down: what was asked stays to be asked again. */
export function isOffline(error: unknown): boolean {
  return error instanceof CallError && error.status === 0
}

function madeOnce(make: OwnToken): OwnToken {
  let making: Promise<Kept> | null = null
  return () => {
    making ??= make().catch((error: unknown) => {
      making = null
      throw error
    })
    return making
  }
}

async function ownCell(round: Asked, code: string | null): Promise<string> {
  const cellId = keptOf(round.id).cellId ?? (await cellOf(round, code))
  keep(round.id, { cellId })
  return cellId
}
