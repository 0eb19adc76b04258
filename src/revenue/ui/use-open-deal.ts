import { useNavigate } from '@tanstack/react-router'

/** Opens a deal in its own room. */
export function useOpenDeal(): (id: string) => void {
  const navigate = useNavigate()
  return (id) => void navigate({ to: '/crm/deals' as never, search: { deal: id } as never })
}
