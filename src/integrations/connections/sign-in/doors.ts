import { createHash } from 'node:crypto'
import type { CrmKind, Kind } from '../linked.ts'

/** What a person is asked to allow: to read what is synced, and to stay signed in; to write deals and to see the fields of companies only where the app may. */
const scopes: Record<CrmKind, Record<string, string>> = {
  salesforce: { scope: 'api refresh_token' },
  hubspot: {
    scope: 'crm.objects.deals.read crm.objects.companies.read crm.objects.owners.read crm.schemas.deals.read',
    optional_scope: 'crm.objects.deals.write crm.schemas.companies.read',
  },
}

/** Where a person signs in at the other system and allows the app: authorization code with PKCE (RFC 7636). */
export function signInPage(of: {
  kind: CrmKind
  address: string
  clientId: string
  redirectUri: string
  state: string
  verifier: string
}): string {
  const { kind, address, clientId, redirectUri, state, verifier } = of
  const path = kind === 'hubspot' ? '/oauth/authorize' : '/services/oauth2/authorize'
  const url = new URL(path, kind === 'hubspot' ? pageOfHubspot(address) : address)
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    ...scopes[kind],
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  return url.href
}

/** Where codes and refresh tokens become sessions. */
export function tokenAddress({ kind, address }: { kind: Kind; address: string }): string {
  return `${address}${kind === 'hubspot' ? '/oauth/v3/token' : '/services/oauth2/token'}`
}

/** People of HubSpot sign in beside its API: app.hubspot.com for api.hubapi.com. */
function pageOfHubspot(address: string): string {
  const { protocol, hostname } = new URL(address)
  return hostname === 'api.hubapi.com' ? `${protocol}//app.hubspot.com` : address
}
