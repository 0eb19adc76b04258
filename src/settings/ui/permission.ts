const spoken: Record<string, string> = {
  'company:read': 'see people and items',
  'company:edit': 'edit people and items',
  'company:erase': 'erase people',
  'crm:read': 'see deals and accounts',
  'crm:edit': 'edit deals and accounts',
  'goals:read': 'see quotas',
  'goals:edit': 'set quotas',
  'overview:read': 'see the overview',
  'demand:read': 'see demand',
  'demand:refresh': 'renew forecasts',
  'imports:read': 'see imports',
  'imports:run': 'import files',
  'imports:undo': 'undo imports',
  'tokens:own': 'make API tokens',
  'users:manage': 'manage users',
  'settings:edit': 'change settings',
  'audit:read': 'read the audit',
  'backup:run': 'make backups',
}

/** A permission in plain words; one without words of its own reads as noun and verb. */
export function spokenPermission(permission: string): string {
  const [noun = permission, verb = ''] = permission.split(':')
  return spoken[permission] ?? `${verb} ${noun}`.trim()
}
