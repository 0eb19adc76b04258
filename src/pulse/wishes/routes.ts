import type { Mount } from '#platform/http/mount.ts'
import { wishContract } from './contract.ts'
import { leaves, wishesOf } from './wishes.sql.ts'
import { addLeave, setWishes } from './wishes.tx.ts'

/** How members want to be asked, and when they are away. */
export function wishRoutes(mount: Mount): void {
  mount(wishContract.wishes, ({ workspace, user }) => wishesOf(workspace.db, user.personId))
  mount(wishContract.setWishes, ({ work, user, body }) => setWishes(work, { personId: user.personId, wishes: body }))
  mount(wishContract.leaves, async ({ workspace }) => ({ leaves: await leaves(workspace.db) }))
  mount(wishContract.addLeave, ({ work, body }) => addLeave(work, body))
}
