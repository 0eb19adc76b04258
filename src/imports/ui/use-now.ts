import { useEffect, useState } from 'react'

/** The browser's time, renewed every so many milliseconds, for what counts down on the screen. */
export function useNow(everyMilliseconds: number): number {
  const [now, setNow] = useState(() => performance.timeOrigin + performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.timeOrigin + performance.now()), everyMilliseconds)
    return () => clearInterval(timer)
  }, [everyMilliseconds])
  return now
}
