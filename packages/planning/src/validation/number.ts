import type { Range } from '../model/fields.ts'
import type { ProblemList } from './problem.ts'

/** Checks one number against its range. */
export function checkNumber(list: ProblemList, path: string, held: unknown, range: Range): undefined {
  const { least, above, most, whole } = range
  if (typeof held !== 'number' || !Number.isFinite(held)) {
    return list.error(path, held, 'must be a number', wayToNumber(held))
  }
  if (least !== undefined && held < least) list.error(path, held, `must be at least ${least}`, `write ${least} or more`)
  if (above !== undefined && held <= above) list.error(path, held, `must be above ${above}`, `write more than ${above}`)
  if (most !== undefined && held > most) list.error(path, held, `must be at most ${most}`, `write ${most} or less`)
  if (whole && !Number.isInteger(held))
    list.error(path, held, 'must be a whole number', 'round it, or use shorter periods')
  checkSize(list, path, held)
}

function checkSize(list: ProblemList, path: string, held: number): undefined {
  if (Math.abs(held) > 1e15)
    list.error(
      path,
      held,
      'is too large to be computed with reliably',
      'use larger units (thousands, tonnes), or leave a limit out instead of writing a huge one',
    )
  else if (held !== 0 && Math.abs(held) < 1e-9)
    list.error(path, held, 'is too small to be computed with reliably', 'use smaller units, or write 0')
}

function wayToNumber(held: unknown): string {
  if (typeof held === 'string') return 'write the number without quotes'
  if (held === null) return 'write a number; null stands for "no limit" and is allowed in limits only'
  return 'write a finite number'
}
