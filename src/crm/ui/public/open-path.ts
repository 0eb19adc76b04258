import { dayAfter } from '@drumbeat/periods'

/** Where the open deals stand that are expected to close in a period. */
export function openPath(
  { from, to }: { from: string; to: string },
  whose: Readonly<Record<string, string>> = {},
): string {
  return `/crm/deals?${new URLSearchParams({ ...whose, outcome: 'open', closeFrom: from, closeTo: dayAfter(to, -1) })}`
}
