import type { Mount } from '#platform/http/mount.ts'
import { coverageRoutes } from './coverage/routes.ts'
import { dealsRoutes } from './deals/routes.ts'
import { measuresRoutes } from './measures/routes.ts'
import { stagesRoutes } from './stages/routes.ts'
import { waterfallRoutes } from './waterfall/routes.ts'

/** Everything the pipeline answers. */
export function pipelineRoutes(mount: Mount): void {
  measuresRoutes(mount)
  dealsRoutes(mount)
  waterfallRoutes(mount)
  stagesRoutes(mount)
  coverageRoutes(mount)
}
