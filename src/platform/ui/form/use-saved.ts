import { toast } from '../toast.tsx'
import { useUrlParam } from '../url-state.ts'

/** What happens once a record of a drawer is saved: the drawer closes and a toast says so, with the way back if there is one. */
export function useSaved(param: string): (message: string, undo?: () => void) => void {
  const [, open] = useUrlParam(param)
  return (message, undo) => {
    open(null)
    toast(message, undo ? { undo } : {})
  }
}
