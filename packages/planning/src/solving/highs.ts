import type { Highs, InitOptions, ModelData } from 'highs'
import load from 'highs'
import type { Program } from '../program/program.ts'

/** The solver of this thread, loaded once. In a browser `locateFile` says where highs.wasm lies. */
export function loadSolver(options?: InitOptions): Promise<Highs> {
  // The package declares itself CommonJS but is loaded as a module, where the default export is the loader.
  loaded ??= (load as unknown as (options: InitOptions) => Promise<Highs>)({
    print: () => undefined,
    printErr: () => undefined,
    ...options,
  })
  return loaded
}

/** Lets a solver go whose memory has grown beyond `most` bytes, for it never shrinks; the next solve loads it anew. */
export function giveBack(highs: Highs, most = 256 * 2 ** 20): void {
  if (highs.memoryBytes > most) forgetSolver()
}

/** Pauses between two steps of a large program, so that memory that was let go is collected. */
export function pauseIfLarge({ columns }: Program): Promise<void> {
  return columns < largeProgram ? Promise.resolve() : new Promise((rested) => setTimeout(rested))
}

const largeProgram = 200_000

/** Forgets the solver after a fault: its memory cannot be trusted, and the next solve loads it anew. */
export function forgetSolver(): void {
  loaded = undefined
}

let loaded: Promise<Highs> | undefined

/** The program in the form that the solver takes; `relaxed` leaves integrality out. */
export function modelData(program: Program, { relaxed = false } = {}): ModelData {
  const { columns, rows, offset, cost, colLower, colUpper, rowLower, rowUpper, starts, indices, values } = program
  return {
    numCols: columns,
    numRows: rows,
    offset,
    colCost: cost,
    colLower,
    colUpper,
    rowLower,
    rowUpper,
    matrix: { format: 'csc', numRows: rows, numCols: columns, starts, indices, values },
    ...(program.integers > 0 && !relaxed ? { integrality: Int32Array.from(program.integer) } : {}),
  }
}
