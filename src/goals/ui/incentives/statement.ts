import type { z } from 'zod'
import type { incentivesContract } from '../../incentives/contract.ts'

/** A statement as the list gives it. */
export type ShownStatement = z.output<(typeof incentivesContract)['statements']['reply']>['statements'][number]
