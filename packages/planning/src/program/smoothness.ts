import type { BuildContext } from './layout.ts'
import { codeOf } from './program.ts'

const infinity = Number.POSITIVE_INFINITY

/** Change of what is made of an item from one period to the next, as rise and fall; they have no cost of their own. */
export function addSmoothness({ instance, draft, layout }: BuildContext): void {
  instance.points.forEach((_, p) => {
    const made = instance.sources.flatMap((each, s) => (each.kind === 'make' && each.point === p ? [s] : []))
    if (made.length === 0) return
    for (let t = 1; t < instance.periods.length; t++) {
      const row = draft.row(codeOf('smoothRow'), p, t, 0, 0)
      for (const s of made) {
        draft.entry(row, layout.start[s]! + t, 1)
        draft.entry(row, layout.start[s]! + t - 1, -1)
      }
      draft.entry(row, draft.column(codeOf('rise'), p, t, 0, 0, infinity), -1)
      draft.entry(row, draft.column(codeOf('fall'), p, t, 0, 0, infinity), 1)
    }
  })
}
