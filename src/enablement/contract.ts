import { coachingContract } from './coaching/contract.ts'
import { coursesContract } from './courses/contract.ts'
import { effectsContract } from './effects/contract.ts'
import { onboardingContract } from './onboarding/contract.ts'
import { ownershipContract } from './ownership/contract.ts'
import { resourcesContract } from './resources/contract.ts'

/** Everything enablement answers, below /api/enablement. */
export const enablementContract = {
  ...resourcesContract,
  ...coursesContract,
  ...onboardingContract,
  ...effectsContract,
  ...coachingContract,
  ...ownershipContract,
}
