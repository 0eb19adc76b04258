import type { z } from 'zod'
import { CallError } from '#platform/ui/call.ts'
import type { pulseContract } from '../../contract.ts'
import { asks, read } from './asked.ts'
import { type Kept, keep, keptOf } from './keep.ts'
import { send } from './wire.ts'

export type Asked = z.output<(typeof pulseContract.survey)['reply']>

/** Two tabs that open a round at once ask one after the other, so that both hold the same token. */
export async function ownToken(round: Asked, code: string | null): Promise<Kept> {
  const locks = navigator.locks as LockManager | undefined
  return locks ? locks.request(`pulse ${round.id}`, () => fetchToken(round, code)) : fetchToken(round, code)
}

/** The token of this browser for a round: kept, or asked for now. A request that got no answer is sent again as it was. */
async function fetchToken(round: Asked, code: string | null): Promise<Kept> {
  const kept = keptOf(round.id)
  if (kept.token) return kept
  const { blindFor, keyFingerprint, unblind } = await loadWallet()
  const cellId = kept.cellId ?? (await cellOf(round, code))
  const cell = round.cells.find(({ id }) => id === cellId)
  if (!cell) throw new Error('Your group is not part of this round.')
  if ((await keyFingerprint(cell.publicKey)) !== cell.fingerprint)
    throw new Error('The key of your group is not the one that was published.')
  const blinded = kept.blinded ?? (await blindFor(cell.publicKey))
  keep(round.id, { cellId, blinded })
  const body = { blinded: blinded.blinded }
  const { signature } = code
    ? await send(asks.tokenByCode, { body: { code, ...body } }, { withSession: false })
    : await send(asks.token, { params: { id: round.id }, body }, { withSession: true })
  return keep(round.id, { token: await unblind(cell.publicKey, blinded, signature ?? '') })
}

/** The cryptography, which comes after the questions. */
export async function loadWallet(): Promise<typeof import('../../tokens/wallet.ts')> {
  try {
    return await import('../../tokens/wallet.ts')
  } catch {
    throw new CallError(0, {
      code: 'no-answer',
      message: 'A part of this page did not arrive.',
      wayOut: 'Check the connection, then send again.',
    })
  }
}

/** The group whose key signs: of whoever is signed in, or of who holds the code. */
export async function cellOf(round: Asked, code: string | null): Promise<string> {
  if (code) return (await send(asks.tokenByCode, { body: { code } }, { withSession: false })).cellId
  const { rounds } = await read(asks.mine)
  const mine = rounds.find(({ id }) => id === round.id)
  if (!mine)
    throw new Error(
      'You are not among the people who are asked in this round. Whoever joins later is asked in the next one.',
    )
  return mine.cellId
}
