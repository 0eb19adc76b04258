import type { Tool, ToolStatus } from './schema.ts'

/** Whether a tool is among those asked for, by a word in its name, purpose or vendor, and by its status. */
export function isAskedFor(
  tool: Tool,
  { q, status }: { q?: string | undefined; status?: ToolStatus | undefined },
): boolean {
  const words = [tool.name, tool.purpose, tool.vendor].map((text) => (text ?? '').toLowerCase())
  return (!status || tool.status === status) && (!q || words.some((text) => text.includes(q.toLowerCase())))
}

/** What the tools cost per year, by currency, without those retired; and how many have no cost. */
export function costPerYear(tools: readonly Tool[]): {
  costPerYear: { currency: string; minor: number; tools: number }[]
  withoutCost: number
} {
  const live = tools.filter(({ status }) => status !== 'retired')
  const known = live.filter(({ costPerYearMinor }) => costPerYearMinor !== null)
  const byCurrency = Map.groupBy(known, ({ currency }) => currency!)
  return {
    costPerYear: [...byCurrency].map(([currency, of]) => ({
      currency,
      minor: of.reduce((sum, { costPerYearMinor }) => sum + costPerYearMinor!, 0),
      tools: of.length,
    })),
    withoutCost: live.length - known.length,
  }
}
