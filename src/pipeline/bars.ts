import { bars as all } from './waterfall/classify.ts'

/** The bars of a waterfall, for replies of other domains that hold one. */
export const bars = all
