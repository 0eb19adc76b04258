import type { Mount } from '../http/mount.ts'
import { removeView, saveView } from './change.tx.ts'
import { viewsContract } from './contract.ts'
import { viewsOf } from './views.sql.ts'

/** Saved views of grids: everybody's own, and those that are shared. */
export function viewRoutes(mount: Mount): void {
  mount(viewsContract.listViews, async ({ workspace, user, query }) => ({
    views: await viewsOf(workspace.db, { screen: query.screen, userId: user.id }),
  }))
  mount(viewsContract.saveView, ({ work, user, body }) => saveView(work, user.id, body))
  mount(viewsContract.removeView, async ({ work, user, params }) => {
    await removeView(work, user.id, params.id)
    return params
  })
}
