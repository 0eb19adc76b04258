/**
 * Arrays of one length for numbers that live no longer than `work`: memory of typed arrays is dear to get and to give back,
 * and a combination would need dozens for every forecast. Within `work`, `room` lends the same arrays every time; nothing that
 * outlives it may hold one.
 */
export function lending<Result>(work: () => Result): Result {
  if (open) return work()
  open = true
  lent = 0
  try {
    return work()
  } finally {
    open = false
  }
}

/** An array to be filled: lent within `lending` (with old numbers in it), else new. */
export function room(length: number): Float64Array {
  if (!open || length > longest) return new Float64Array(length)
  if (size !== length) {
    size = length
    arrays = []
    lent = 0
  }
  arrays[lent] ??= new Float64Array(length)
  return arrays[lent++]!
}

/** Several new arrays in one piece of memory. */
export function rows(count: number, length: number): Float64Array[] {
  const memory = new ArrayBuffer(8 * count * length)
  return Array.from({ length: count }, (_, i) => new Float64Array(memory, 8 * i * length, length))
}

/** Longer ones are seldom asked for, and are not kept. */
const longest = 1000
let open = false
let size = 0
let lent = 0
let arrays: Float64Array[] = []
