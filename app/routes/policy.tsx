import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { reading } from '../api/problems.ts'
import { Frame } from '../components/frame/frame.tsx'
import { Title } from '../components/frame/title.tsx'
import { useMe } from '../components/frame/use-me.ts'
import { DeclaringTable } from '../components/policy/declaring-table.tsx'
import { ShownTable } from '../components/policy/shown-table.tsx'
import { WritingList } from '../components/policy/writing-list.tsx'

export const meta: MetaFunction = () => [{ title: 'What each role can see - Shared Caseload' }]

export const loader = (args: LoaderFunctionArgs) => reading(args, () => args.context.api.guidance.policy())

/** The policy that decides what everyone is shown, made from the same tables that decide it. */
export default function PolicyPage() {
  const policy = useLoaderData<typeof loader>()
  const me = useMe()
  return (
    <Frame {...(me && { person: me })}>
      <div className="page">
        <Title>What each role can see</Title>
        <p className="lede measure">
          In most situations sharing for someone’s care is right, and can save lives. This is the rule for which role is
          shown what, for which purpose. Policy of {policy.version}.
        </p>
        <Key />
        <h2 className="nhsuk-heading-m">Who may say why they are here</h2>
        <DeclaringTable declaring={policy.declaring} />
        <h2 className="nhsuk-heading-m">What each role is then shown</h2>
        {policy.tables.map((table, at) => (
          <ShownTable
            key={`${table.purpose.value} ${table.routes.map(({ value }) => value).join(' ')} ${table.basis ?? ''}`}
            table={table}
            categories={policy.categories}
            open={at === 0}
          />
        ))}
        <h2 className="nhsuk-heading-m">What can be changed, and when</h2>
        <WritingList writing={policy.writing} />
        <h2 className="nhsuk-heading-m">What each category covers</h2>
        <dl className="card card--padded facts facts--wide">
          {policy.categories.map(({ value, words, covers }) => (
            <div key={value}>
              <dt>{words}</dt>
              <dd>{covers}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Frame>
  )
}

function Key() {
  return (
    <ul className="plain-list policy-key">
      <li>
        <span className="cell cell--show">Shown</span> to that role, for that purpose
      </li>
      <li>
        <span className="cell cell--show_unless_objected">Unless objected</span> shown, less what the person asked not
        to share
      </li>
      <li>
        <span className="cell cell--withhold">No</span> not shown
      </li>
    </ul>
  )
}
