import { drivers } from '../bank/bank.ts'

/** A driver as people say it; one of the company's own as it was written. */
export function driverName(id: string): string {
  return drivers[id as keyof typeof drivers]?.en ?? id
}
