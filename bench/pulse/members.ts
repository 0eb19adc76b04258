import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { blindFor, unblind } from '#pulse/tokens/wallet.ts'
import { cpuOfTree } from '../parts/cpu.ts'
import { callApi, newDataDir, type Running, startProduct } from '../parts/running.ts'
import { hire, type Member } from './large-team.ts'
import { ask, type Enps, launch, published, type Round, tallyOf } from './survey.ts'

const MEMBERS = Number(process.env.MEMBERS ?? 2000)
const SECONDS = Number(process.env.SECONDS ?? 600)
/** Every so many members send twice at the same moment. */
const IMPATIENT = 10

type Times = Record<'the questions' | 'a token' | 'the answers', number[]>
type Told = { times: Times; errors: string[]; refusedTwice: number; dropped: number; scores: number[] }

/**
 * A large team answers one survey within ten minutes: over HTTP, each with a token that was blinded and unblinded as browsers
 * do it, every tenth sending twice at once. What came of it is counted from what is published after the close. The members are
 * played by a process that shares the machine. MEMBERS and SECONDS make it smaller.
 */
export async function run(): Promise<string> {
  const dataDir = await newDataDir()
  const product = await startProduct({ dataDir, flags: ['--no-demo'] })
  try {
    const { members, runner } = await hire(dataDir, MEMBERS)
    const round = await launch(product, runner, ['recommend', 'workload-1', 'tools-3', 'comment-change'])
    const before = cpuOfTree(product.child.pid!)
    const told = await everybodyAnswers({ product, members, round })
    const cpu = cpuOfTree(product.child.pid!) - before
    return verdict(told, await published(product, runner, round.id), cpu)
  } finally {
    await product.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function everybodyAnswers(of: { product: Running; members: Member[]; round: Round }): Promise<Told> {
  const { product, members, round } = of
  const told: Told = {
    times: { 'the questions': [], 'a token': [], 'the answers': [] },
    errors: [],
    refusedTwice: 0,
    dropped: 0,
    scores: [],
  }
  const random = randomFrom(7)
  const starts = members.map(() => random() * SECONDS * 1000)
  await Promise.all(
    members.map(async (member, at) => {
      await sleep(starts[at]!)
      try {
        await answer({ product, member, round, told, at })
      } catch (error) {
        told.errors.push(String(error))
      }
    }),
  )
  return told
}

async function answer(of: { product: Running; member: Member; round: Round; told: Told; at: number }): Promise<void> {
  const { product, member, round, told, at } = of
  const { token } = member
  await timed(told, 'the questions', () => ask(product, `/api/pulse/rounds/${round.id}/questions`, {}))
  const mine = await patiently(told, () =>
    ask<{ rounds: { id: string; cellId: string }[] }>(product, '/api/pulse/mine', { token }),
  )
  const { cellId } = mine.rounds.find(({ id }) => id === round.id)!
  const { publicKey } = round.cells.find(({ id }) => id === cellId)!
  const blinded = await blindFor(publicKey)
  const body = { blinded: blinded.blinded }
  const issued = await timed(told, 'a token', () =>
    ask<{ signature: string }>(product, `/api/pulse/rounds/${round.id}/token`, { token, body }),
  )
  const own = await unblind(publicKey, blinded, issued.signature)
  const score = 1 + (at % 10)
  const answers = [score, 1 + (at % 5), null].map((value, place) => ({ position: place + 1, value }))
  const comments = at % 7 === 0 ? [{ position: 4, text: `Said by one of many, ${at % 50}.` }] : []
  const sending = { roundId: round.id, cellId, ...own, answers, comments }
  const sent = await Promise.all(
    Array.from({ length: at % IMPATIENT === 0 ? 2 : 1 }, () =>
      timed(told, 'the answers', () => callApi<{ code?: string }>(product, '/api/pulse/answers', { body: sending })),
    ),
  )
  const counted = sent.filter(({ status }) => status === 200).length
  const isTried = told.dropped > 0 // an answer whose reply was lost is refused when it is sent again: it counts
  told.refusedTwice += sent.filter(({ status, body: said }) => status === 409 && said.code === 'used').length
  if (counted !== 1 && !(isTried && counted === 0))
    throw new Error(`An answer was counted ${counted} times: ${sent.map(({ status }) => status)}`)
  told.scores.push(score)
}

async function timed<Result>(told: Told, what: keyof Times, act: () => Promise<Result>): Promise<Result> {
  const began = performance.now()
  const result = await patiently(told, act)
  told.times[what].push(performance.now() - began)
  return result
}

/** A line that drops is tried again after a second, as a person does; the wait counts in the time. */
async function patiently<Result>(told: Told, act: () => Promise<Result>): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof TypeError) || tried === 10) throw error
      told.dropped++
      await sleep(1000)
    }
  }
}

function verdict(
  { times, errors, refusedTwice, dropped, scores }: Told,
  { results, audit, enps }: Awaited<ReturnType<typeof published>>,
  cpu: number,
): string {
  const told = (of: Enps) => [of.promoters, of.passives, of.detractors].join(', ')
  const [expected, found] = [told(tallyOf(scores)), told(enps)]
  const isRight = found === expected && results.answered === MEMBERS && audit.redeemed === MEMBERS
  if (!isRight || errors.length > 0) process.exitCode = 1
  const row = (what: keyof Times, bar: string) => {
    const sorted = times[what].sort((a, b) => a - b)
    return `| ${what} | ${sorted.length} | ${ms(at(sorted, 0.5))} | ${ms(at(sorted, 0.95))} | ${ms(sorted.at(-1)!)} | ${bar} |`
  }
  return [
    `${MEMBERS} members within ${SECONDS} s; ${results.eligible} were asked, ${audit.issued} tokens given, ${audit.redeemed} used, ${results.answered} answers published.`,
    `Lost: ${MEMBERS - results.answered} (bar: 0). Doubled: ${Math.max(0, audit.redeemed - MEMBERS)} (bar: 0); ${refusedTwice} second sendings of the same moment were refused; lines that dropped and were tried again: ${dropped}. Errors: ${errors.length}${errors[0] ? `, first ${errors[0]}` : ''}.`,
    `CPU of the server and its PostgreSQL per member (questions, what is open, token, answers): ${ms(cpu / MEMBERS)}.`,
    `Promoters, passives, detractors as given ${expected}, as published ${found}.`,
    '',
    '| request | times | median | p95 | slowest | bar |',
    '|---|---|---|---|---|---|',
    row('the questions', 'baseline: a read'),
    row('a token', ''),
    row('the answers', 'p95 <= 300 ms'),
  ].join('\n')
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}

function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
