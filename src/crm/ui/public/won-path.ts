import { dayAfter } from '@drumbeat/periods'

type Narrowed = { asOf?: string | undefined; whose?: Readonly<Record<string, string>> }

/** Where the deals stand that were won in a period; of one looked at on a day within it, those won by then. */
export function wonPath({ from, to }: { from: string; to: string }, { asOf, whose }: Narrowed = {}): string {
  const last = dayAfter(to, -1)
  const closedTo = asOf !== undefined && asOf < last ? asOf : last
  return `/crm/deals?${new URLSearchParams({ ...whose, outcome: 'won', closedFrom: from, closedTo })}`
}
