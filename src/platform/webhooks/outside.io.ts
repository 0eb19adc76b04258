import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isLoopbackHost } from '../http/remote.ts'
import { isInside } from './own-network.ts'

/**
 * How to call an address that somebody named: addresses inside the server's own network are refused at the moment of
 * connecting, whatever name leads there. This machine counts as inside unless the site is only there too.
 */
export function callingOutside({ url, publicUrl }: { url: string; publicUrl: string }): {
  /** Why the address is not called, where it names one inside outright. */
  refused: string | null
  lookup: LookupFunction
} {
  const mayReachThisMachine = isLoopbackHost(new URL(publicUrl).host)
  const literal = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const isRefused = isIP(literal) !== 0 && isInside(literal, { mayReachThisMachine })
  return { refused: isRefused ? insideWords(literal) : null, lookup: outsideOnly(mayReachThisMachine) }
}

function outsideOnly(mayReachThisMachine: boolean): LookupFunction {
  return (name, options, found) => {
    lookup(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return found(error, '', 0)
      const inside = addresses.find(({ address }) => isInside(address, { mayReachThisMachine }))
      if (inside) return found(new Error(insideWords(inside.address)), '', 0)
      if (options.all) return found(null, addresses)
      return found(null, addresses[0]!.address, addresses[0]!.family)
    })
  }
}

function insideWords(address: string): string {
  return `${address} lies inside the network of this server; only addresses outside it are called.`
}
