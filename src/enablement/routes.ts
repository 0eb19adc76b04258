import type { Mount } from '#platform/http/mount.ts'
import { coachingRoutes } from './coaching/routes.ts'
import { coursesRoutes } from './courses/routes.ts'
import { effectsRoutes } from './effects/routes.ts'
import { onboardingRoutes } from './onboarding/routes.ts'
import { ownershipRoutes } from './ownership/routes.ts'
import { resourcesRoutes } from './resources/routes.ts'

/** All routes of enablement. */
export function enablementRoutes(mount: Mount): void {
  resourcesRoutes(mount)
  coursesRoutes(mount)
  onboardingRoutes(mount)
  effectsRoutes(mount)
  coachingRoutes(mount)
  ownershipRoutes(mount)
}
