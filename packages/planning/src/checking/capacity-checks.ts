import type { Hold } from './fault.ts'

/** Checks that resources and pools share, for one of them in one period. */
export function capacityChecks(hold: Hold, where: string) {
  return { enough, asPlanned, regularHours, within, whole }

  function enough(hours: number, most: number): void {
    hold(
      () => hours - most,
      hours,
      () => ({ kind: 'capacity', where, says: `${hours} hours needed, ${most} there` }),
    )
  }

  function asPlanned(hours: number, said: number): void {
    hold(
      () => Math.abs(hours - said),
      hours,
      () => ({ kind: 'capacity', where, says: `${hours} hours needed, the plan says ${said}` }),
    )
  }

  /** Priced regular hours cover what overtime and shifts do not; they are no more than there are nor, where idle ones cost, than are used. */
  function regularHours(line: { hours: number; regular: number; there: number; extra: number; idle: boolean }): void {
    const { hours, regular, there, extra, idle } = line
    const off = () => Math.max(hours - regular - extra, regular - there, -regular, idle ? regular - hours : 0)
    hold(off, hours, () => ({ kind: 'capacity', where, says: `${regular} regular hours for ${hours} used` }))
  }

  function within(what: string, value: number, most: number): void {
    hold(
      () => Math.max(value - most, -value),
      value,
      () => ({ kind: 'capacity', where, says: `${what} ${value}, allowed 0 to ${most}` }),
    )
  }

  function whole(value: number): void {
    hold(
      () => Math.abs(value - Math.round(value)),
      1,
      () => ({ kind: 'capacity', where, says: `${value} is not whole` }),
    )
  }
}
