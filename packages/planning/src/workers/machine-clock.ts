import type { Clock } from '../solving/deadline.ts'

/** The clock of the machine; what a solve is given where its caller brings none. Nothing else in the package asks for the time. */
export const machineClock: Clock = () => performance.now() / 1000
