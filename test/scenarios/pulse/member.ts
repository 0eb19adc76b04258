import type { z } from 'zod'
import { pulseContract } from '#pulse/contract.ts'
import { blindFor, unblind } from '#pulse/tokens/wallet.ts'
import type { Answer, Caller, TestApp } from '../../harness/app.ts'

export type Token = { cellId: string; prepared: string; signature: string }
type Body = z.input<(typeof pulseContract.answer)['body']>

/** Gets a member's token as the browser does. */
export async function tokenFor(member: Caller, roundId: string): Promise<Token> {
  const { body: round } = await member.call(pulseContract.survey, { params: { id: roundId } })
  const { body: mine } = await member.call(pulseContract.mine)
  const cellId = mine.rounds.find(({ id }) => id === roundId)!.cellId
  const { publicKey } = round.cells.find(({ id }) => id === cellId)!
  const blinded = await blindFor(publicKey)
  const issued = await member.call(pulseContract.token, { params: { id: roundId }, body: { blinded: blinded.blinded } })
  return { cellId, ...(await unblind(publicKey, blinded, issued.body.signature)) }
}

/** Hands answers in, without a session. */
export async function answer(
  { app, workspace }: TestApp,
  given: {
    roundId: string
    token: Token
    values: (number | null)[]
    comment?: { position: number; text: string; replyHash?: string }
    headers?: Record<string, string>
  },
): Promise<Answer<typeof pulseContract.answer>> {
  const { roundId, token, values, comment, headers } = given
  const body: Body = {
    roundId,
    ...token,
    answers: values.map((value, at) => ({ position: at + 1, value })),
    comments: comment ? [comment] : [],
  }
  const response = await app.request(`${workspace.basePath}/api/pulse/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-drumbeat': '1', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}
