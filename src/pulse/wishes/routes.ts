import type { Mount } from '#platform/http/mount.ts'
import { wishContract } from './contract.ts'
import { wishesOf } from './wishes.sql.ts'
import { setWishes } from './wishes.tx.ts'

/** How members want to be asked. */
export function wishRoutes(mount: Mount): void {
  mount(wishContract.wishes, ({ workspace, user }) => wishesOf(workspace.db, user.personId))
  mount(wishContract.setWishes, ({ work, user, body }) => setWishes(work, { personId: user.personId, wishes: body }))
}
