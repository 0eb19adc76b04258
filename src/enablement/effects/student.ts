const Z = 1.959963984540054

/** The 97.5 % point of Student's t (Abramowitz and Stegun 26.7.5), good to a thousandth from 4 degrees of freedom on. */
export function t975(freedom: number): number {
  const z = (power: number) => Z ** power
  return (
    Z +
    (z(3) + Z) / (4 * freedom) +
    (5 * z(5) + 16 * z(3) + 3 * Z) / (96 * freedom ** 2) +
    (3 * z(7) + 19 * z(5) + 17 * z(3) - 15 * Z) / (384 * freedom ** 3) +
    (79 * z(9) + 776 * z(7) + 1482 * z(5) - 1920 * z(3) - 945 * Z) / (92_160 * freedom ** 4)
  )
}
