import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from '@remix-run/react'
import type { PropsWithChildren } from 'react'

import { reading } from './api/problems.ts'
import { ProblemPage } from './components/states/problem-page.tsx'
import { useNonce } from './nonce.ts'
import './styles/app.scss'

export const meta: MetaFunction = () => [{ title: 'Shared Caseload' }]

/** Who is signed in, for the frame of every page. */
export async function loader(args: LoaderFunctionArgs) {
  return { me: await reading(args, () => args.context.api.auth.me()) }
}

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

/** Whatever goes wrong on any page: what happened and what to do next, in the same frame. */
export function ErrorBoundary() {
  return <ProblemPage />
}
