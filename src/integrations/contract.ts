import { connectionsContract } from './connections/contract.ts'
import { digestsContract } from './digests/contract.ts'
import { healthContract } from './health/contract.ts'
import { provisioningContract } from './provisioning/contract.ts'
import { toolsContract } from './tools/contract.ts'
import { webhooksContract } from './webhooks/contract.ts'

/** Everything integrations answers, below /api/integrations. */
export const integrationsContract = {
  ...webhooksContract,
  ...connectionsContract,
  ...toolsContract,
  ...provisioningContract,
  ...healthContract,
  ...digestsContract,
}
