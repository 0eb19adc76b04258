import type { Demo } from '#platform/demo.ts'

/** The calls of the demo company's reps and managers. */
export const revenueDemo: Demo = (world) => [{ table: 'revenue.call', rows: world.calls }]
