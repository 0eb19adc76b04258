import type { Mount } from '#platform/http/mount.ts'
import { connectionRoutes } from './connections/routes.ts'
import { digestRoutes } from './digests/routes.ts'
import { healthRoutes } from './health/routes.ts'
import { mcpRoutes } from './mcp/routes.ts'
import { provisioningRoutes } from './provisioning/routes.ts'
import { toolRoutes } from './tools/routes.ts'
import { webhookRoutes } from './webhooks/routes.ts'

/** Webhooks out, CRM connections in, the tools of the sales organisation, logins kept by an identity provider, assistants in, and digests out. */
export function integrationsRoutes(mount: Mount): void {
  webhookRoutes(mount)
  connectionRoutes(mount)
  toolRoutes(mount)
  provisioningRoutes(mount)
  healthRoutes(mount)
  mcpRoutes(mount)
  digestRoutes(mount)
}
