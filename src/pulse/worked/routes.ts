import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { cellsOf } from '../disclosure/cells.ts'
import { detailOf } from '../disclosure/homogeneity.ts'
import { linearCheck, linearEffort } from '../disclosure/linear.ts'
import { suppressionOf } from '../disclosure/suppression.ts'
import { changeBetween } from '../measures/change.ts'
import { answerProblem, enpsOf, type Scale, type Tally, tallyOf } from '../measures/enps.ts'
import { favourableOf } from '../measures/favourable.ts'
import { participationOf } from '../measures/participation.ts'
import { rounded } from '../measures/rounded.ts'
import { roundDay } from '../rotation/recurring.ts'
import { planRounds, questionsFor, returnsOn } from '../rotation/rotation.ts'
import { keyFrom, serialHash, verifyToken } from '../tokens/blind.ts'
import { workedContract } from './contract.ts'

/** About two seconds of exact fractions. */
const MOST_EFFORT = 2_000_000

type Given = { answers?: (number | null)[] | undefined; counts?: Tally | undefined; scale: Scale }

/** The calculations of pulse, with their numbers in the request. */
export function workedRoutes(mount: Mount): void {
  scoreRoutes(mount)
  disclosureRoutes(mount)
  rotationRoutes(mount)
  mount(workedContract.token, async ({ body }) => {
    const prepared = Buffer.from(body.preparedMessage, 'hex')
    const key = keyFrom(body)
    if (!key)
      throw refusal(400, {
        code: 'no-key',
        message: 'This is no RSA public key.',
        wayOut: 'Send publicKey as PEM, or n and e in hex.',
      })
    return {
      valid: verifyToken(key, { prepared, signature: Buffer.from(body.signature, 'hex') }),
      serialHash: serialHash(prepared).toString('hex'),
    }
  })
}

function scoreRoutes(mount: Mount): void {
  mount(workedContract.enps, async ({ body }) => {
    const tally = tallied(body)
    const { interval, score, exact, reason, n } = enpsOf(tally, body.eligible)
    if (body.eligible !== null && n > body.eligible) throw tooMany(n, body.eligible)
    return {
      ...tally,
      n,
      skipped: (body.answers ?? []).filter((answer) => answer === null).length,
      score,
      exact,
      interval,
      reason,
    }
  })
  mount(workedContract.change, async ({ body: { before, after } }) => {
    const change = changeBetween(
      { tally: tallied(before), scale: before.scale },
      { tally: tallied(after), scale: after.scale },
    )
    return { exact: null, ...change }
  })
  mount(workedContract.participation, async ({ body }) => {
    if (body.answered !== undefined && body.submissions) throw oneOfTwo('answered and submissions')
    const counted = (body.submissions ?? []).filter((answers) => answers.some((answer) => answer !== null)).length
    const answered = body.answered ?? counted
    const { rate, asked, reason } = participationOf({ ...body, answered })
    if (asked > 0 && answered > asked) throw tooMany(answered, asked)
    return { rate, percent: rate === null ? null : rounded(100 * rate, 1), answered, asked, reason }
  })
  mount(workedContract.favourable, async ({ body }) =>
    favourableOf(body.questions.map(({ answers, reversed }) => ({ reversed, counts: fives(answers) }))),
  )
}

function disclosureRoutes(mount: Mount): void {
  mount(workedContract.suppression, async ({ body: { groups, k } }) => {
    const twice = groups.find(({ id }, at) => groups.findIndex((each) => each.id === id) < at)
    if (twice)
      throw refusal(400, {
        code: 'named-twice',
        message: `Two groups have the id ${twice.id}.`,
        wayOut: 'Give each group an id of its own.',
      })
    const { shown, hidden } = suppressionOf(groups, k)
    return { shown, hidden: hidden.map(({ id, why }) => ({ id, why })) }
  })
  mount(workedContract.linear, async ({ body: { sets, everybody, k } }) => {
    const all = everybody ?? [...new Set(sets.flatMap(({ members }) => members))]
    const published = [{ name: 'the company total', members: all }, ...sets]
    if (linearEffort(published) > MOST_EFFORT)
      throw refusal(400, {
        code: 'too-many-sets',
        message: `${sets.length} sets divide the people into too many kinds to be worked out in one request.`,
        wayOut: 'Send fewer sets at once: those of one survey, or of one level of the team tree.',
      })
    const { conflicts, complete } = linearCheck(published, k)
    return { conflict: conflicts.length > 0, conflicts, complete }
  })
  mount(workedContract.detail, async ({ body: { counts, k } }) => ({
    n: counts.reduce((sum, count) => sum + count, 0),
    shows: detailOf(counts, k),
  }))
  mount(workedContract.cells, async ({ body: { units, least } }) => ({
    cells: cellsOf(units, least).map(({ name, units: of, members }) => ({ name, units: of, members })),
  }))
}

function rotationRoutes(mount: Mount): void {
  mount(workedContract.rotation, async ({ body }) => {
    const rounds = planRounds({ ...body, bank: body.questions })
    const covered = new Set(rounds.flatMap(({ asked }) => asked.flatMap(({ questions }) => questions)))
    return {
      rounds,
      covered: body.questions.filter((id) => covered.has(id)),
      missing: body.questions.filter((id) => !covered.has(id)),
    }
  })
  mount(workedContract.choice, async ({ body: { day, count, restsDays, questions } }) => ({
    chosen: questionsFor(questions, { day, count, restsDays }),
    resting: questions.flatMap(({ id, lastAskedOn }) => {
      const returns = lastAskedOn && returnsOn(lastAskedOn, restsDays)
      return returns && returns > day ? [{ id, returnsOn: returns }] : []
    }),
  }))
  mount(workedContract.recurrence, async ({ body: { first, every, count } }) => ({
    days: Array.from({ length: every === 'once' ? 1 : count }, (_, nth) => roundDay({ first, every, nth })),
  }))
}

function tallied({ answers, counts, scale }: Given): Tally {
  if (answers && counts) throw oneOfTwo('answers and counts')
  if (counts) return counts
  for (const answer of answers ?? []) refuseAnswer(answer === null ? undefined : answerProblem(answer, scale))
  return tallyOf(answers ?? [], scale)
}

function fives(answers: readonly (number | null)[]): number[] {
  const counts = [0, 0, 0, 0, 0]
  for (const answer of answers) {
    if (answer === null) continue
    const known = Number.isInteger(answer) && answer >= 1 && answer <= 5
    refuseAnswer(known ? undefined : `${answer} is no answer on 5 points: whole numbers from 1 to 5 are.`)
    counts[answer - 1]!++
  }
  return counts
}

function refuseAnswer(problem: string | undefined): void {
  if (problem)
    throw refusal(400, {
      code: 'out-of-scale',
      message: problem,
      wayOut: 'Correct the answer, or leave it out as null; it is neither clamped nor rounded.',
    })
}

function oneOfTwo(both: string) {
  return refusal(400, {
    code: 'said-twice',
    message: `The request gives both ${both}, which may contradict each other.`,
    wayOut: 'Send one of the two.',
  })
}

function tooMany(answered: number, asked: number) {
  return refusal(400, {
    code: 'more-answers-than-people',
    message: `${answered} answers are more than the ${asked} people who were asked.`,
    wayOut: 'Correct one of the two.',
  })
}
