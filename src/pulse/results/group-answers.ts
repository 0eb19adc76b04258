import type { Question } from '../bank/bank.ts'
import { detailOf } from '../disclosure/homogeneity.ts'
import { suppressionOf } from '../disclosure/suppression.ts'
import { enpsOf, type Scale, type Tally } from '../measures/enps.ts'
import { favourableOf } from '../measures/favourable.ts'
import type { GroupAnswer } from '../schema.ts'
import type { Pool } from './publish.ts'

type Asking = { position: number; question: Question; scale: Scale; k: number }
type Counts = { value: number; n: number }[]

/** The answers to one question, the company first: what is too few is hidden, with what would give it away. */
export function answersOf([company, ...parts]: readonly Pool[], asking: Asking): GroupAnswer[] {
  const counted = parts.map((pool) => ({ pool, counts: countsOf(pool, asking) }))
  const shown = new Set(
    shownOf(
      counted.map(({ pool, counts }) => ({ id: pool.id, counts })),
      asking.k,
    ),
  )
  const whole = company!
  return [
    answerOf(whole, countsOf(whole, asking), { ...asking, isShown: true }),
    ...counted.map(({ pool, counts }) => answerOf(pool, counts, { ...asking, isShown: shown.has(pool.id) })),
  ]
}

/** Groups that may be shown exactly or as a band; one that all answered alike takes a sibling along, or the rest would tell. */
function shownOf(groups: readonly { id: string; counts: Counts }[], k: number): string[] {
  const sized = groups.map(({ id, counts }) => ({ id, n: sum(counts) }))
  const { shown, hidden } = suppressionOf(sized, k)
  const bands = groups.filter(
    ({ id, counts }) =>
      shown.includes(id) &&
      detailOf(
        counts.map(({ n }) => n),
        k,
      ) === 'band',
  )
  if (bands.length === 0 || bands.length > 1 || hidden.length > 0) return shown
  const cover = sized
    .filter(({ id, n }) => shown.includes(id) && n > 0 && !bands.some((band) => band.id === id))
    .sort((a, b) => a.n - b.n || (a.id < b.id ? -1 : 1))[0]
  return shown.filter((id) => id !== cover?.id)
}

function answerOf(pool: Pool, counts: Counts, asking: Asking & { isShown: boolean }): GroupAnswer {
  const { k, question, scale, isShown } = asking
  const shows = isShown
    ? detailOf(
        counts.map(({ n }) => n),
        k,
      )
    : 'nothing'
  const hidden = { groupId: pool.id, n: null, shows, band: null, counts: null, favourable: null, enps: null }
  if (shows === 'nothing') return hidden
  const n = sum(counts)
  if (shows === 'band') return { ...hidden, n, band: bandOf(counts.find((each) => each.n > 0)!.value, asking) }
  if (question.kind === 'agree') {
    const { favourable } = favourableOf([
      { counts: [1, 2, 3, 4, 5].map((value) => at(counts, value)), reversed: question.reversed },
    ])
    return { ...hidden, n, counts, favourable }
  }
  const tally = tallyFrom(counts, scale)
  const { score, interval, reason } = enpsOf(tally, pool.eligible)
  return { ...hidden, n, counts, enps: { score, interval, reason, ...tally } }
}

function bandOf(value: number, { question, scale }: Asking): GroupAnswer['band'] {
  if (question.kind === 'recommend') {
    const { promoters, passives } = tallyFrom([{ value, n: 1 }], scale)
    return promoters ? 'favourable' : passives ? 'neutral' : 'unfavourable'
  }
  const turned = question.reversed ? 6 - value : value
  return turned >= 4 ? 'favourable' : turned === 3 ? 'neutral' : 'unfavourable'
}

function tallyFrom(counts: Counts, scale: Scale): Tally {
  const from = (low: number, high: number) => sum(counts.filter(({ value }) => value >= low && value <= high))
  return { promoters: from(9, 10), passives: from(7, 8), detractors: from(scale === '1-10' ? 1 : 0, 6) }
}

function countsOf({ counts }: Pool, { position }: Asking): Counts {
  return counts
    .filter((each) => each.position === position)
    .map(({ value, n }) => ({ value, n }))
    .sort((a, b) => a.value - b.value)
}

function at(counts: Counts, value: number): number {
  return counts.find((each) => each.value === value)?.n ?? 0
}

function sum(counts: Counts): number {
  return counts.reduce((total, { n }) => total + n, 0)
}
