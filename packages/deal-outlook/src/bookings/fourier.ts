/** The inverse Fourier transform in place, radix 2; the length is a power of two. Real and imaginary parts apart. */
export function inverseFourier(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      ;[real[i], real[j]] = [real[j]!, real[i]!]
      ;[imaginary[i], imaginary[j]] = [imaginary[j]!, imaginary[i]!]
    }
  }
  for (let width = 2; width <= size; width *= 2) {
    const angle = (2 * Math.PI) / width
    for (let from = 0; from < size; from += width) {
      for (let k = 0; k < width / 2; k++) {
        const [c, s] = [Math.cos(angle * k), Math.sin(angle * k)]
        const [a, b] = [from + k, from + k + width / 2]
        const re = real[b]! * c - imaginary[b]! * s
        const im = real[b]! * s + imaginary[b]! * c
        real[b] = real[a]! - re
        imaginary[b] = imaginary[a]! - im
        real[a] = real[a]! + re
        imaginary[a] = imaginary[a]! + im
      }
    }
  }
  for (let i = 0; i < size; i++) {
    real[i] = real[i]! / size
    imaginary[i] = imaginary[i]! / size
  }
}
