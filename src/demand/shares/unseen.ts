import { refusal } from '#platform/http/refusal.ts'

/** Demand by customer is for those who see all orders. */
export function unseenCustomers() {
  return refusal(403, {
    code: 'not-permitted',
    message: 'Demand by customer is made of orders of which you do not see all.',
    wayOut: 'Look at it by channel, or ask somebody who sees all orders, such as a demand planner.',
  })
}
