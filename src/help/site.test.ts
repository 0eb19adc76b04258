import { expect, test } from 'vitest'
import { pageOf } from './page.ts'
import { helpSite, hrefOf } from './site.ts'

const deals = pageOf({
  file: 'src/crm/help/screens/deals.md',
  text: '---\ntitle: Deals\npath: /deals\npermission: crm:read\ngroup: CRM\n---\nSee [how](task:merge) and [Demand](/demand).\n',
})
const merge = pageOf({
  file: 'src/crm/help/tasks/merge.md',
  text: '---\ntitle: Merge <two>\nscreens: /deals, /accounts\n---\n1. Press **Merge**.\n',
})
const operate = pageOf({ file: 'docs/operate.md', text: '# Running it\n[unit](../deploy/drumbeat.service)\n' })
const parts = { tokens: '', style: '', search: '', index: '', font: Buffer.of() }
const facts = { rolesWith: () => ['Rep', 'Owner'], rooms: [{ name: 'crm', endpoints: [] }] }

test('a screen leads to its tasks and back, says who sees it, and escapes what it is told', () => {
  const files = helpSite({ pages: [deals, merge, operate], facts, parts })
  const page = String(files.get('screens/deals.html'))
  expect(page).toContain('See <a href="../tasks/merge.html">how</a> and Demand.')
  expect(page).toContain('Rep, Owner: whoever may <code>crm:read</code>')
  expect(page).toContain('Merge &lt;two&gt;')
  expect(page).not.toContain('<two>')
  expect(files.get('tasks/merge.html')).toContain('<a href="../screens/deals.html">Deals</a>')
  expect(files.get('guides/operate.html')).toContain('<p>unit</p>')
})

test('a link to no page is known as such; a file that says too little is refused by its name', () => {
  expect(hrefOf({ page: deals, target: '/demand', pages: [deals] })).toBeNull()
  expect(hrefOf({ page: deals, target: '/deals#good-to-know', pages: [deals] })).toBe(
    '../screens/deals.html#good-to-know',
  )
  const file = 'src/crm/help/screens/leads.md'
  expect(() => pageOf({ file, text: '---\ntitle: Leads\n---\nWho?\n' })).toThrow(/leads\.md says too little/)
  expect(() => pageOf({ file, text: 'Who?' })).toThrow(/leads\.md does not begin with its title/)
})
