import type { Reach, Role } from '#platform/auth/scope.ts'
import type { PermissionName } from '#platform/registry.ts'

/** The rooms of the team: everybody answers surveys and has one-on-ones; leaders act on what was said; some run the surveys. */
const team: readonly PermissionName[] = ['company:leave', 'pulse:read', 'one-on-ones:own', 'enablement:read']
const leads: readonly PermissionName[] = ['pulse:act', 'one-on-ones:coverage']
const teamRooms: Record<string, readonly PermissionName[]> = {
  owner: [...leads, 'pulse:run', 'enablement:edit'],
  executive: leads,
  'sales-manager': leads,
  'sales-ops-manager': [...leads, 'pulse:run', 'enablement:edit'],
  enablement: ['enablement:edit', 'imports:read', 'imports:run'],
}

/** A role as the table of roles has it, without what the rooms of the team add. */
export type BeforeTeam = Omit<Role, 'reach'> & { reach: Omit<Role['reach'], 'leave'> }

/** A role with what everybody may do in the rooms of the team, and what it may beyond that. */
export function withTeam(role: BeforeTeam): Role {
  const { key, permissions, reach } = role
  return {
    ...role,
    permissions: [...permissions, ...team, ...(teamRooms[key] ?? [])],
    reach: { ...reach, leave: leaveReach(role) },
  }
}

/** Days off are seen by the person, by those whom they report to, and by those who edit people. */
function leaveReach({ key, permissions }: BeforeTeam): Reach {
  if (permissions.includes('company:edit')) return 'all'
  return key === 'sales-manager' || key === 'executive' ? 'team' : 'own'
}
