import { favourableOf } from '../measures/favourable.ts'
import type { Results } from '../schema.ts'

type Driver = Results['drivers'][number]

/** Favourable shares by driver and group; n is people: the fewest who answered one of its questions. */
export function driversOf(asked: Results['questions'], groupIds: readonly string[]): Driver[] {
  const agreed = asked.filter(({ question }) => question.kind === 'agree')
  const byDriver = Map.groupBy(agreed, ({ question }) => question.driver)
  return [...byDriver].map(([driver, questions]) => ({
    driver,
    groups: groupIds.map((groupId) => shareOf(groupId, questions)),
  }))
}

/** A driver is shown where each of its questions is: else the hidden one could be worked out. */
function shareOf(groupId: string, questions: Results['questions']): Driver['groups'][number] {
  const parts = questions.map(({ question, groups }) => ({
    question,
    group: groups.find((each) => each.groupId === groupId),
  }))
  if (parts.some(({ group }) => !group?.counts)) return { groupId, n: null, favourable: null }
  const { favourable } = favourableOf(
    parts.map(({ question, group }) => ({
      reversed: question.reversed,
      counts: [1, 2, 3, 4, 5].map((value) => group!.counts!.find((each) => each.value === value)?.n ?? 0),
    })),
  )
  return { groupId, n: Math.min(...parts.map(({ group }) => group!.n!)), favourable }
}
