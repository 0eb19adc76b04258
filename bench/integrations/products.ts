import { readingOf } from './salesforce.ts'

/**
 * The same as integrations/salesforce of an org whose deals have two products each: products become items, lines come with their
 * deals, a second reading changes nothing, and a kill -9 loses and doubles none.
 */
export function run(): Promise<string> {
  return readingOf('salesforce', { deals: 20_000, lines: 2, kills: 10, killDeals: 2_000 })
}
