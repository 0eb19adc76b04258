import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

type Found = { id: string; nodes: { html: string; failureSummary?: string }[] }
type Axe = { run: (part: string, options: object) => Promise<{ violations: Found[] }> }

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe finds wrong on the whole page as it stands, open drawers included, with the first element of each: by all its
 * rules, or by those named.
 */
export async function axeViolations(page: Page, rules: string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await source)
  return page.evaluate(async (only) => {
    const { axe } = globalThis as never as { axe: Axe }
    const options = { resultTypes: ['violations'], ...(only.length > 0 && { runOnly: { type: 'rule', values: only } }) }
    const { violations } = await axe.run('html', options)
    return violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 200)}`)
  }, rules)
}
