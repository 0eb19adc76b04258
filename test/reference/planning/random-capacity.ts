import type { World } from './random-draws.ts'

/** Machines with hours, overtime, shifts and maintenance. */
export function drawResources(world: World) {
  const { whole, series, limit, maybe, integer } = world
  return ['press', 'saw'].slice(0, whole(0, 2)).map((id) => ({
    id,
    capacity: series(30, 90),
    availability: maybe(0.3, () => whole(7, 10) / 10),
    minHours: maybe(0.1, () => series(0, 20)),
    costPerHour: maybe(0.3, () => series(1, 4)),
    idleCost: maybe(0.2, () => whole(1, 3)),
    overtime: maybe(0.5, () => ({ costPerHour: series(4, 9), maxHours: maybe(0.7, () => limit(5, 20)) })),
    shifts: maybe(0.25, () => ({ hours: 8, cost: series(20, 60), max: series(1, 3), integer })),
    maintenance: integer
      ? maybe(0.3, () => ({
          count: whole(1, 2),
          hours: whole(5, 15),
          maxPerPeriod: 1,
          cost: maybe(0.3, () => whole(1, 9)),
        }))
      : undefined,
  }))
}

/** A crew that is hired and released, or none. */
export function drawWorkforce(world: World) {
  const { chance, whole, series, limit, maybe, integer } = world
  return chance(0.45)
    ? [
        {
          id: 'crew',
          opening: whole(2, 8),
          hoursPerWorker: series(8, 14),
          wage: maybe(0.8, () => series(20, 60)),
          hireCost: maybe(0.7, () => series(5, 50)),
          releaseCost: maybe(0.7, () => series(5, 50)),
          maxHires: maybe(0.3, () => series(1, 4)),
          maxReleases: maybe(0.2, () => series(0, 3)),
          min: maybe(0.2, () => whole(0, 2)),
          max: maybe(0.3, () => limit(8, 12)),
          endWorkers: maybe(0.1, () => whole(2, 6)),
          hireLeadTime: maybe(0.2, () => whole(0, 1)),
          trainingHours: maybe(0.2, () => whole(1, 4)),
          attrition: integer ? undefined : maybe(0.2, () => whole(0, 2) / 10),
          noIdle: maybe(0.1, () => true),
          costPerHour: maybe(0.2, () => series(1, 3)),
          idleCost: maybe(0.2, () => whole(1, 2)),
          overtime: maybe(0.5, () => ({
            costPerHour: series(3, 9),
            maxHoursPerWorker: maybe(0.7, () => whole(1, 4)),
            maxHours: maybe(0.3, () => whole(5, 30)),
          })),
          integer: integer && chance(0.5),
        },
      ]
    : []
}
