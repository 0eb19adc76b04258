import { accountsContract } from './accounts/contract.ts'
import { dealsContract } from './deals/contract.ts'
import { ordersContract } from './orders/contract.ts'
import { stagesContract } from './stages/contract.ts'

/** Everything CRM answers, below /api/crm. */
export const crmContract = { ...dealsContract, ...accountsContract, ...stagesContract, ...ordersContract }
