/**
 * How long following rests after a look that took so long: what is worked out again and again while order lines stream in leaves
 * most of the time to those who write and read, and the longer a look takes, the more lines the next one takes together.
 */
export function restAfter(tookMs: number): number {
  return Math.min(longestMs, Math.max(shortestMs, 2 * tookMs))
}

const shortestMs = 60
const longestMs = 3000
