import type { Question } from '../bank/bank.ts'
import { linearConflicts } from '../disclosure/linear.ts'
import { type Suppression, suppressionOf } from '../disclosure/suppression.ts'
import type { Scale } from '../measures/enps.ts'
import { participationOf } from '../measures/participation.ts'
import type { Group, Results } from '../schema.ts'
import { driversOf } from './drivers.ts'
import { answersOf } from './group-answers.ts'

/** What was counted in a cell: the number of answers per position and value. */
export type Counted = {
  id: string
  name: string
  unitKey: string
  eligible: number
  counts: readonly { position: number; value: number; n: number }[]
}

export type Closing = {
  scale: Scale
  k: number
  commentK: number
  undeliverable: number
  onLeave: number
  questions: readonly (Question & { position: number })[]
  cells: readonly Counted[]
}

/** The company as a whole, and what is left of cells that are too small to be shown. */
export const COMPANY = 'company'
export const OTHERS = 'others'

/** A group whose answers are published together, with its counts. */
export type Pool = Group & { n: number; counts: Counted['counts'] }

/** Works out all that may be published of a round. Cells with fewer than k answers are pooled, and whatever they need for cover. */
export function publish(closing: Closing): { results: Results; folded: string[] } {
  const { k, cells, questions } = closing
  const eligible = cells.reduce((sum, cell) => sum + cell.eligible, 0)
  const { shown, hidden } = suppressionOf(
    cells.map((cell) => ({ id: cell.id, n: answeredIn(cell) })),
    k,
  )
  const answered = cells.reduce((sum, cell) => sum + answeredIn(cell), 0)
  const parts = partition({ cells, shown, hidden })
  const company = poolOf({ id: COMPANY, name: 'Company', kind: 'company', unitKey: COMPANY, of: cells })
  const all = [company, ...parts]
  const asked = questions
    .filter(({ kind }) => kind !== 'comment')
    .map(({ position, ...question }) => ({
      position,
      question,
      groups: answersOf(all, { position, question, ...closing }),
    }))
  return {
    folded: hidden.map(({ id }) => id),
    results: {
      scale: closing.scale,
      k,
      commentK: closing.commentK,
      eligible,
      undeliverable: closing.undeliverable,
      onLeave: closing.onLeave,
      answered: answered >= k ? answered : null,
      participation: answered >= k ? participationOf({ ...closing, eligible, answered }).rate : null,
      groups: all.map(({ n, counts: _, ...group }) => ({ ...group, answered: n >= k ? n : null })),
      questions: asked,
      drivers: driversOf(
        asked,
        all.map(({ id }) => id),
      ),
      suppressed: suppressedOf({ hidden, cells, asked, all }),
      checked: checkedOf(asked, k),
    },
  }
}

/** How many of a cell gave at least one scored answer. */
export function answeredIn({ counts }: Pick<Counted, 'counts'>): number {
  return counts.find(({ position }) => position === 0)?.n ?? 0
}

/** The shown cells, and one group of all others, where these have answers. */
function partition(of: { cells: readonly Counted[]; shown: string[]; hidden: Suppression['hidden'] }): Pool[] {
  const gone = new Set(of.hidden.map(({ id }) => id))
  const kept = of.cells.filter(({ id }) => !gone.has(id) && of.shown.includes(id))
  const others = of.cells.filter(({ id }) => gone.has(id))
  const pools = kept.map((cell) => poolOf({ ...cell, kind: 'cell', of: [cell] }))
  if (others.length === 0) return pools
  const unitKey = others
    .map((cell) => cell.unitKey)
    .sort()
    .join(' ')
  return [...pools, poolOf({ id: OTHERS, name: 'Other teams', kind: 'other cells', unitKey, of: others })]
}

function poolOf(of: Pick<Group, 'id' | 'name' | 'kind' | 'unitKey'> & { of: readonly Counted[] }): Pool {
  const sums = new Map<string, { position: number; value: number; n: number }>()
  for (const { position, value, n } of of.of.flatMap(({ counts }) => counts)) {
    const key = `${position} ${value}`
    sums.set(key, { position, value, n: (sums.get(key)?.n ?? 0) + n })
  }
  const counts = [...sums.values()]
  const { id, name, kind, unitKey } = of
  const eligible = of.of.reduce((sum, cell) => sum + cell.eligible, 0)
  return { id, name, kind, unitKey, eligible, answered: null, counts, n: answeredIn({ counts }) }
}

type Asked = Results['questions']

function suppressedOf(of: {
  hidden: Suppression['hidden']
  cells: readonly Counted[]
  asked: Asked
  all: readonly Pool[]
}): Results['suppressed'] {
  const nameOf = new Map([...of.cells, ...of.all].map(({ id, name }) => [id, name]))
  const cells = of.hidden.map(({ id, why }) => ({ what: 'all questions', group: nameOf.get(id) ?? id, why }))
  const single = of.asked.flatMap(({ question, groups }) =>
    groups
      .filter(({ shows }) => shows !== 'distribution')
      .map(({ groupId, shows }) => ({
        what: question.en,
        group: nameOf.get(groupId) ?? groupId,
        why:
          shows === 'band' ? 'all answered alike: a band only' : 'too few answers, or it would give another group away',
      })),
  )
  return [...cells, ...single]
}

/** Proves on the published sets of each question that no combination of them isolates fewer than k answers. */
function checkedOf(asked: Asked, k: number): Results['checked'] {
  let sets = 0
  let conflicts = 0
  for (const { groups } of asked) {
    const [company, ...parts] = groups
    if (company?.n == null) continue
    const shown = parts
      .filter(({ n }) => n !== null)
      .map(({ groupId, n }) => ({ name: groupId, members: names(groupId, n!) }))
    const rest = company.n - shown.reduce((sum, { members }) => sum + members.length, 0)
    const total = { name: COMPANY, members: [...shown.flatMap(({ members }) => members), ...names('hidden', rest)] }
    sets += shown.length + 1
    conflicts += linearConflicts([total, ...shown], k).length
  }
  return { sets, conflicts }
}

function names(group: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${group}#${at}`)
}
