import type { MetaFunction } from '@remix-run/node'
import { Button } from 'nhsuk-react-components'

export const meta: MetaFunction = () => [{ title: 'Shared Caseload' }]

export default function Index() {
  return (
    <main className="nhsuk-width-container nhsuk-main-wrapper" id="maincontent">
      <h1>Shared Caseload</h1>
      <form action="/" method="get">
        <Button type="submit">Read again</Button>
      </form>
    </main>
  )
}
