import type { Mount } from '#platform/http/mount.ts'
import type { Workspace } from '#platform/workspace.ts'
import { goneOrMerged } from '../duplicates/sides.tx.ts'
import { recordHistory } from '../records/history.sql.ts'
import { leadKind } from '../records/record-kind.ts'
import { addLead, changeLead, eraseLead, removeLead } from './change.tx.ts'
import { leadsContract } from './contract.ts'
import { convertLead, undoLead } from './convert.tx.ts'
import { leadById, leadChoices, leadsPage, leadTouches } from './leads.sql.ts'
import { measuresOfLeads } from './measures.sql.ts'
import { addLeadTouch, removeLeadTouch } from './touch.tx.ts'

/** People who may become customers: list, figures, one with its story, changes, conversion. */
export function leadsRoutes(mount: Mount): void {
  mount(leadsContract.listLeads, ({ workspace, scope, query }) =>
    leadsPage(workspace.db, scope, { ...query, now: nowOf(workspace) }),
  )
  mount(leadsContract.leadChoices, ({ workspace, scope }) => leadChoices(workspace.db, scope))
  mount(leadsContract.leadMeasures, ({ workspace, scope, query }) =>
    measuresOfLeads(workspace.db, scope, { ...query, now: nowOf(workspace) }),
  )
  mount(leadsContract.leadDetail, async ({ workspace, scope, params: { id } }) => {
    const lead = await leadById(workspace.db, scope, { id, now: nowOf(workspace) })
    if (!lead) throw await goneOrMerged(workspace.db, scope, { noun: 'lead', id })
    const [touches, history] = await Promise.all([
      leadTouches(workspace.db, id),
      recordHistory(workspace.db, leadKind, id),
    ])
    return { lead, touches, history }
  })
  mount(leadsContract.addLead, ({ work, scope, body }) => addLead(work, scope, body))
  mount(leadsContract.changeLead, ({ work, scope, params, body }) =>
    changeLead(work, scope, { ...body, id: params.id }),
  )
  mount(leadsContract.removeLead, ({ work, scope, params }) => removeLead(work, scope, params.id))
  mount(leadsContract.undoLead, ({ work, params, body }) =>
    undoLead(work, { id: params.id, recordedAt: body.recordedAt }),
  )
  mount(leadsContract.eraseLead, ({ work, scope, params }) => eraseLead(work, scope, params.id))
  mount(leadsContract.addLeadTouch, ({ work, scope, params, body }) =>
    addLeadTouch(work, scope, { ...body, id: params.id }),
  )
  mount(leadsContract.removeLeadTouch, ({ work, scope, params }) => removeLeadTouch(work, scope, params))
  mount(leadsContract.convertLead, ({ work, scope, params, body }) =>
    convertLead(work, scope, { ...body, id: params.id }),
  )
}

function nowOf(workspace: Workspace): string {
  return workspace.clock().toISOString()
}
