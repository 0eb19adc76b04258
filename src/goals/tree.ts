import type { ReportingLine } from '#company/scope.ts'

/** Who sold before the first reporting line that is recorded is taken to have reported to the first manager: no sale is left out. */
export function fromTheBeginning(lines: readonly ReportingLine[]): ReportingLine[] {
  const first = new Map<string, string>()
  for (const { personId, startsOn } of lines) {
    if (startsOn < (first.get(personId) ?? '9999')) first.set(personId, startsOn)
  }
  return lines.map((line) => (first.get(line.personId) === line.startsOn ? { ...line, startsOn: '0001-01-01' } : line))
}
