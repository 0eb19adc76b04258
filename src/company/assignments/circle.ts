import type { ReportingLine } from '../scope.ts'

/**
 * The chain of persons that a new reporting line would close into a circle on that day or any later one,
 * from the person over the manager back to the person; null when there is none.
 */
export function circleClosedBy(
  lines: readonly ReportingLine[],
  added: { personId: string; managerId: string; from: string },
): string[] | null {
  const others = lines.filter((line) => line.personId !== added.personId)
  const days = new Set([added.from, ...others.map((line) => line.startsOn).filter((day) => day > added.from)])
  for (const day of [...days].sort()) {
    const chain = chainUp(others, { ...added, day })
    if (chain) return chain
  }
  return null
}

/** Walks up from the manager; each step is one line that holds on the day. */
function chainUp(
  lines: readonly ReportingLine[],
  { personId, managerId, day }: { personId: string; managerId: string; day: string },
): string[] | null {
  const managerOf = new Map(
    lines
      .filter((line) => line.startsOn <= day && (line.endsOn === null || day < line.endsOn))
      .map((line) => [line.personId, line.managerId]),
  )
  const chain = [personId]
  let next: string | undefined = managerId
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next)
    next = managerOf.get(next)
  }
  return next === personId ? [...chain, personId] : null
}
