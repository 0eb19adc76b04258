import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { promotionsContract } from './contract.ts'
import { promotionsNow, proposedPromotions } from './promotions.sql.ts'
import { endPromotion, recordPromotion } from './record.tx.ts'

/** Promotions. */
export function promotionRoutes(mount: Mount): void {
  mount(promotionsContract.promotions, async ({ workspace: { db, clock } }) => {
    const today = await companyToday(db, clock())
    const [promotions, proposals] = await Promise.all([promotionsNow(db, today), proposedPromotions(db)])
    return { promotions, proposals }
  })
  mount(promotionsContract.recordPromotion, ({ work, body }) => recordPromotion(work, body))
  mount(promotionsContract.endPromotion, ({ work, params }) => endPromotion(work, params.id))
}
