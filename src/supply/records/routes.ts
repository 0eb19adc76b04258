import type { Mount } from '#platform/http/mount.ts'
import { addRecord, changeRecord, endRecord, type Given } from './change.tx.ts'
import { recordContracts } from './contract.ts'
import { recordNouns } from './nouns.ts'
import { recordsPage } from './rows.sql.ts'

/** Every kind of record: listed, added, changed, ended. */
export function recordRoutes(mount: Mount): void {
  for (const noun of recordNouns) {
    const contract = recordContracts[noun.path]!
    mount(contract.list, async ({ workspace, query }) => {
      const { limit, offset, sort, ...filters } = query
      const { from, to } = filters as { from?: string; to?: string }
      const page = { limit: Number(limit), offset: Number(offset), sort: sort as string | undefined, from, to }
      return recordsPage(workspace.db, noun, { filters: filters as Record<string, string | undefined>, ...page })
    })
    mount(contract.add, async ({ work, body }) => ({ id: await addRecord(work, noun, body as Given) }))
    mount(contract.change, async ({ work, params, body }) => ({
      id: await changeRecord(work, noun, { id: params.id, given: body as Given }),
    }))
    mount(contract.end, async ({ work, params }) => {
      await endRecord(work, noun, params.id)
      return { id: params.id }
    })
  }
}
