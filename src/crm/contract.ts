import { accountsContract } from './accounts/contract.ts'
import { activitiesContract } from './activities/contract.ts'
import { contactsContract } from './contacts/contract.ts'
import { dealsContract } from './deals/contract.ts'
import { dealEventsContract } from './deals/events/contract.ts'
import { dealLinesContract } from './deals/lines/contract.ts'
import { duplicatesContract } from './duplicates/contract.ts'
import { eventSourcesContract } from './events/contract.ts'
import { leadsContract } from './leads/contract.ts'
import { ordersContract } from './orders/contract.ts'
import { orderEventsContract } from './orders/events/contract.ts'
import { stagesContract } from './stages/contract.ts'

/** Everything CRM answers, below /api/crm. */
export const crmContract = {
  ...dealsContract,
  ...dealLinesContract,
  ...accountsContract,
  ...contactsContract,
  ...leadsContract,
  ...duplicatesContract,
  ...activitiesContract,
  ...stagesContract,
  ...ordersContract,
  ...orderEventsContract,
  ...dealEventsContract,
  ...eventSourcesContract,
}
