/** Rounds to `digits` decimals, half away from zero, never to minus zero: once, at the end of a calculation. */
export function rounded(value: number, digits = 0): number {
  const scale = 10 ** digits
  const size = Math.floor(Math.abs(value) * scale + 0.5 + 1e-9) / scale
  return size === 0 ? 0 : Math.sign(value) * size
}
