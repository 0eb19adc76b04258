import type { Reach, Role, Scope, SignedIn, Visible } from '#platform/auth/scope.ts'

/** A person reports to a manager from `startsOn` until the day before `endsOn`. */
export type ReportingLine = { personId: string; managerId: string; startsOn: string; endsOn: string | null }

/** What a user may see on a day, from their role and the team tree of that day. */
export function scopeOf(input: { user: SignedIn; role: Role; lines: readonly ReportingLine[]; day: string }): Scope {
  const { user, role, lines, day } = input
  const seen = (reach: Reach): Visible => visible({ reach, personId: user.personId, lines, day })
  return {
    userId: user.id,
    role: user.role,
    personId: user.personId,
    sees: Object.fromEntries(Object.entries(role.reach).map(([noun, reach]) => [noun, seen(reach)])) as Scope['sees'],
  }
}

/** A manager and everybody who reports to them on that day, directly or further down. */
export function treeBelow(input: { personId: string; lines: readonly ReportingLine[]; day: string }): string[] {
  const { personId, lines, day } = input
  const reports = Map.groupBy(
    lines.filter((line) => holdsOn(line, day)),
    (line) => line.managerId,
  )
  const found = new Set([personId])
  for (const manager of found) {
    for (const line of reports.get(manager) ?? []) found.add(line.personId)
  }
  return [...found]
}

function visible(input: {
  reach: Reach
  personId: string | null
  lines: readonly ReportingLine[]
  day: string
}): Visible {
  const { reach, personId, lines, day } = input
  if (reach === 'all') return 'all'
  if (reach === 'none' || personId === null) return []
  return reach === 'own' ? [personId] : treeBelow({ personId, lines, day })
}

function holdsOn({ startsOn, endsOn }: ReportingLine, day: string): boolean {
  return startsOn <= day && (endsOn === null || day < endsOn)
}
