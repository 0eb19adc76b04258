import type { Mount } from '#platform/http/mount.ts'
import { agendaRoutes } from './agenda/routes.ts'
import { assessmentRoutes } from './assessment/routes.ts'
import { consensusRoutes } from './consensus/routes.ts'
import { cycleRoutes } from './cycle/routes.ts'
import { effectRoutes } from './effects/routes.ts'
import { packRoutes } from './packs/routes.ts'
import { publishRoutes } from './publish/routes.ts'
import { scenarioRoutes } from './scenarios/routes.ts'
import { sopSupplyRoutes } from './supply/routes.ts'
import { versionsRoutes } from './versions/routes.ts'

/** The six-step cycle and what it holds. */
export function sopRoutes(mount: Mount): void {
  cycleRoutes(mount)
  consensusRoutes(mount)
  agendaRoutes(mount)
  sopSupplyRoutes(mount)
  scenarioRoutes(mount)
  versionsRoutes(mount)
  packRoutes(mount)
  publishRoutes(mount)
  effectRoutes(mount)
  assessmentRoutes(mount)
}
