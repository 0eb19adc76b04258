import type { z } from 'zod'
import type { pulseContract } from '../../contract.ts'
import type { Group, Results } from '../../schema.ts'

export type RoundRow = z.output<(typeof pulseContract.rounds)['reply']>['rounds'][number]
export type ResultsReply = z.output<(typeof pulseContract.results)['reply']>
export type Moved = ResultsReply['moved'][number]
export type { Group, Results }
