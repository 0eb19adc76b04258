import { createHash } from 'node:crypto'

/** The door of a system that people sign in at: authorization codes with PKCE, each used once, and refresh tokens. */
export class FakeSignIn {
  /** The only address that the app may lead back to. */
  redirectUri = ''
  /** The refresh token that holds; a person takes it back by setting null. */
  refreshToken: string | null = null
  /** Each use of a refresh token gives another in its place. */
  turns = false
  readonly #codes = new Map<string, URLSearchParams>()
  #made = 0

  /** What the browser is sent back to when its person has allowed the app. */
  allow(url: URL): string {
    const { searchParams: asked } = url
    if (asked.get('redirect_uri') !== this.redirectUri) return `/error?redirect_uri_mismatch`
    const code = `code ${++this.#made}`
    this.#codes.set(code, asked)
    return `${this.redirectUri}?${new URLSearchParams({ code, state: asked.get('state') ?? '' })}`
  }

  /** The refresh token for a code or for a refresh token; undefined where it is not given. */
  redeem(form: URLSearchParams): string | undefined {
    if (form.get('grant_type') === 'authorization_code') {
      if (!this.#fits(form)) return undefined
      this.refreshToken = `refresh ${++this.#made}`
      return this.refreshToken
    }
    if (this.refreshToken === null || form.get('refresh_token') !== this.refreshToken) return undefined
    if (this.turns) this.refreshToken = `refresh ${++this.#made}`
    return this.refreshToken
  }

  #fits(form: URLSearchParams): boolean {
    const code = form.get('code') ?? ''
    const asked = this.#codes.get(code)
    this.#codes.delete(code)
    const digest = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const same = (name: string) => asked?.get(name) === form.get(name)
    return same('redirect_uri') && same('client_id') && asked?.get('code_challenge') === digest
  }
}
