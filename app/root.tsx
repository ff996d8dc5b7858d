import { Links, Meta, Outlet, Scripts, ScrollRestoration } from '@remix-run/react'
import type { PropsWithChildren } from 'react'

import { useNonce } from './nonce.ts'
import './styles/nhsuk.scss'

/** The document around every page. */
export function Layout({ children }: PropsWithChildren) {
  const nonce = useNonce()
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}
