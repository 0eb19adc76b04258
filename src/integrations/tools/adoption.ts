import type { Tool } from './schema.ts'

type Measured = Pick<Tool, 'costPerYearMinor' | 'seats' | 'activeUsers90'>

/** Cost per active user and unused seats, or why they cannot be told. */
export function perUser({
  costPerYearMinor,
  seats,
  activeUsers90,
}: Measured): Pick<Tool, 'costPerActiveUserMinor' | 'whyNoCostPerUser' | 'unusedSeats'> {
  const unusedSeats = seats === null || activeUsers90 === null ? null : Math.max(0, seats - activeUsers90)
  const none = (whyNoCostPerUser: string) => ({ costPerActiveUserMinor: null, whyNoCostPerUser, unusedSeats })
  if (costPerYearMinor === null) return none('No cost per year is known.')
  if (activeUsers90 === null) return none('No sign-ins of it are known.')
  if (activeUsers90 === 0) return none('Nobody signed in for 90 days.')
  return { costPerActiveUserMinor: halfUp(costPerYearMinor, activeUsers90), whyNoCostPerUser: null, unusedSeats }
}

/** Whole minor units divided by a count, rounded half up. */
function halfUp(minor: number, count: number): number {
  const doubled = BigInt(minor) * 2n + BigInt(count)
  return Number(doubled / (2n * BigInt(count)))
}
