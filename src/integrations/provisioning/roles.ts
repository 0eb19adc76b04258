/** Who is in no group with a role may do as little as anybody. */
export const defaultRole = 'rep'

/** The role of somebody in these groups: of several, the one that stands first in the table of roles. */
export function roleOf(groupRoles: readonly (string | null)[], order: readonly string[]): string {
  return order.find((role) => groupRoles.includes(role)) ?? defaultRole
}

/** The role that a group's name says: its key or its name, whatever the capitals. */
export function roleNamed(name: string, roles: readonly { key: string; name: string }[]): string | null {
  const plain = name.trim().toLowerCase()
  return roles.find((role) => role.key === plain || role.name.toLowerCase() === plain)?.key ?? null
}
