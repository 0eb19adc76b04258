import { afterAll, beforeAll, expect, test } from 'vitest'
import { importsContract } from '#imports/contract.ts'
import { importSet } from '#imports/imports.sql.ts'
import type { ImportRecord } from '#imports/schema.ts'
import { roles } from '#roles.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

const canary = 'canary-in-a-cell'
const files = {
  'deals.csv': `Deal ID,Deal Name,Stage,Amount,Close Date\nD-1,Good,Proposal,100,2027-01-05\nD-2,Bad,Proposal,${canary},2027-01-05\n`,
  'orders.csv': `order_number,line,order_date,item,customer,quantity,amount\nP-1,1,2026-01-05,W,Acme,1,10\nP-2,1,2026-01-06,W,Acme,${canary},20\n`,
}
/** The noun of which one must see all rows, and what an undo needs beside the right to undo. */
const rules = {
  'deals.csv': { noun: 'deals', edit: 'crm:edit' },
  'orders.csv': { noun: 'orders', edit: 'crm:edit' },
} as const

let app: TestApp
const loaded = new Map<string, ImportRecord>()

beforeAll(async () => {
  app = await openTestApp()
  const owner = await app.as('owner')
  await app.workspace.jobs.work(app.workspace)
  for (const [name, body] of Object.entries(files)) {
    const answer = await owner.fetch(`/api/imports/files?name=${name}`, { method: 'POST', body })
    const taken = (await answer.json()) as ImportRecord
    await owner.call(importsContract.accept, { params: { setId: taken.setId } })
    while ((await importSet(app.workspace, taken.setId)).some(({ status }) => status !== 'loaded'))
      await new Promise((resolve) => setTimeout(resolve, 50))
    loaded.set(name, taken)
  }
})
afterAll(() => app.close())

test('every role x every way out of an import x whose rows they are: values leave only to those who see all of them', async () => {
  for (const [role, { permissions, reach }] of Object.entries(roles)) {
    const caller = await app.as(role)
    for (const [name, { id, setId }] of loaded) {
      const { noun } = rules[name as keyof typeof rules]
      const mayLook = permissions.includes('imports:read')
      const maySee = mayLook && reach[noun] === 'all'
      for (const path of ['quarantine', 'quarantine/rows', 'problems'])
        expect(await said(caller, `/api/imports/${id}/${path}`), `${role} ${path} ${name}`).toEqual({
          status: maySee ? 200 : 403,
          tells: maySee,
        })
      for (const path of [`/api/imports/${id}`, `/api/imports/sets/${setId}`])
        expect(await said(caller, path), `${role} ${path} ${name}`).toEqual({
          status: mayLook ? 200 : 403,
          tells: maySee,
        })
    }
  }
})

test('every role x undo: without the right to undo and to edit what the file holds nothing is taken back', async () => {
  for (const [role, { permissions }] of Object.entries(roles)) {
    const caller = await app.as(role)
    for (const [name, { id, setId }] of loaded) {
      const { edit } = rules[name as keyof typeof rules]
      if (permissions.includes('imports:undo') && permissions.includes(edit)) continue
      const { status } = await caller.call(importsContract.undo, { params: { id } })
      expect(status, `${role} undoes ${name}`).toBe(403)
      expect((await importSet(app.workspace, setId))[0]?.status).toBe('loaded')
    }
  }
})

async function said(caller: Caller, path: string): Promise<{ status: number; tells: boolean }> {
  const answer = await caller.fetch(path)
  const text = await answer.text()
  return { status: answer.status, tells: text.includes(canary) }
}
