/** What a browser hands back after its authenticator made a key; all in base64url, as Web Authentication level 3 gives it. */
export type MadeKey = { id: string; clientDataJSON: string; attestationObject: string }

/** What a browser hands back after its authenticator signed. */
export type SignedKey = { id: string; clientDataJSON: string; authenticatorData: string; signature: string }

/** What was asked: the challenge, and the pages from which an answer may come. */
export type Asked = { challenge: string; origins: readonly string[] }

/** A public key (COSE, base64url) that an authenticator made for a host, with how often it signed. */
export type CheckedKey = { host: string; publicKey: string; signCount: number }

/** ES256, which every authenticator knows, and RS256, which old Windows machines have instead. */
export const algorithms = [-7, -257]

/** Checks a newly made key (WebAuthn, section 7.1, without attestation); null when it is not what was asked for. */
export async function checkMade({ id, ...response }: MadeKey, asked: Asked): Promise<CheckedKey | null> {
  if (isInFrame(response)) return null
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const checked = await verifyRegistrationResponse({
    response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
    ...expected(asked),
    expectedRPID: asked.origins.map(hostOf),
    supportedAlgorithmIDs: algorithms,
  }).catch(() => null)
  if (!checked?.verified || checked.registrationInfo.credential.id !== id) return null
  const { credential, origin } = checked.registrationInfo
  const publicKey = Buffer.from(credential.publicKey).toString('base64url')
  return { host: hostOf(origin), publicKey, signCount: credential.counter }
}

/** Checks a signature by a key known here (WebAuthn, section 7.2); null when it proves nothing. */
export async function checkSigned(
  { id, ...response }: SignedKey,
  { publicKey, host, signCount, ...asked }: Asked & CheckedKey,
): Promise<{ signCount: number } | null> {
  if (isInFrame(response)) return null
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const checked = await verifyAuthenticationResponse({
    response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
    ...expected({ ...asked, origins: asked.origins.filter((origin) => hostOf(origin) === host) }),
    expectedRPID: host,
    credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter: signCount },
  }).catch(() => null)
  return checked?.verified ? { signCount: checked.authenticationInfo.newCounter } : null
}

function expected({ challenge, origins }: Asked) {
  return { expectedChallenge: challenge, expectedOrigin: [...origins], requireUserVerification: true }
}

/** A page within a page of somebody else asks for nothing here. */
function isInFrame({ clientDataJSON }: { clientDataJSON: string }): boolean {
  try {
    const said = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as { crossOrigin?: unknown }
    return said.crossOrigin === true
  } catch {
    return true
  }
}

function hostOf(origin: string): string {
  return new URL(origin).hostname
}
