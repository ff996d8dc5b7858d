import { createContext, useContext } from 'react'

const NonceContext = createContext<string | undefined>(undefined)

/** Hands the nonce of this answer to the markup. In the browser there is none, and none is needed. */
export const NonceProvider = NonceContext.Provider

/** The nonce that a script element must carry to be let through by the content security policy. */
export function useNonce(): string | undefined {
  return useContext(NonceContext)
}
