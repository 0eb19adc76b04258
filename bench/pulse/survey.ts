import { callApi, type Running } from '../parts/running.ts'
import type { Member } from './large-team.ts'

export type Round = {
  id: string
  cells: { id: string; publicKey: string }[]
  questions: { position: number; kind: string }[]
}

/** Calls the API and fails on anything but success. */
export async function ask<Reply>(
  product: Running,
  path: string,
  options: { token?: string; body?: unknown },
): Promise<Reply> {
  const { status, body } = await callApi<Reply & { message?: string }>(product, path, options)
  if (status !== 200) throw new Error(`${path} answered ${status}: ${body?.message}`)
  return body
}

/** Sets a survey of these questions up and launches its round. */
export async function launch(product: Running, { token }: Member, questionIds: string[]): Promise<Round> {
  const today = new Date().toISOString().slice(0, 10)
  const body = { name: 'Everybody', firstOn: today, openHour: 0, questionIds }
  const { id } = await ask<{ id: string }>(product, '/api/pulse/surveys', { token, body })
  const { roundId } = await ask<{ roundId: string }>(product, `/api/pulse/surveys/${id}/launch`, { token, body: {} })
  return ask<Round>(product, `/api/pulse/rounds/${roundId}/questions`, {})
}

export type Enps = { promoters: number; passives: number; detractors: number }
type Published = {
  answered: number
  eligible: number
  questions: { groups: { groupId: string; n: number; enps: Enps | null }[] }[]
}

/** Closes a round; what was published of it, and its audit. */
export async function published(product: Running, { token }: Member, id: string) {
  await ask(product, `/api/pulse/rounds/${id}/close`, { token, body: {} })
  const { results } = await ask<{ results: Published }>(product, `/api/pulse/rounds/${id}/results`, { token })
  const audit = await ask<{ issued: number; redeemed: number }>(product, `/api/pulse/rounds/${id}/audit`, {})
  const { enps } = results.questions[0]!.groups.find(({ groupId }) => groupId === 'company')!
  return { results, audit, enps: enps! }
}

/** How scores from 1 to 10 divide. */
export function tallyOf(scores: readonly number[]): Enps {
  return {
    promoters: scores.filter((score) => score >= 9).length,
    passives: scores.filter((score) => score === 7 || score === 8).length,
    detractors: scores.filter((score) => score <= 6).length,
  }
}
