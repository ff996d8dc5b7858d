import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react'

import { listPeople } from '../api/list-people.ts'
import { readForm } from '../api/form.ts'
import { pathOf } from '../api/paths.ts'
import { useKeptAnswer } from '../components/forms/use-kept-answer.ts'
import { Title } from '../components/frame/title.tsx'
import { caseloadColumns, practiceColumns } from '../components/list/columns.tsx'
import { EmptyList } from '../components/list/empty-list.tsx'
import { Filters } from '../components/list/filters.tsx'
import { Pages } from '../components/list/pages.tsx'
import { PeopleTable } from '../components/list/people-table.tsx'
import { SEARCH_BOX, SearchBox } from '../components/list/search-box.tsx'
import { useFollowedSearch } from '../components/list/use-followed-search.ts'
import { useChangedRows } from '../components/list/use-changed-rows.ts'
import { useSlashToSearch } from '../components/list/use-row-keys.ts'
import { WhoIsHere } from '../components/list/who-is-here.tsx'
import { Done } from '../components/states/done.tsx'

export const meta: MetaFunction = () => [{ title: 'Caseload - Shared Caseload' }]

export const loader = (args: LoaderFunctionArgs) => listPeople(args)

/** A search is sent like a command, and answered with the list of whom it finds. */
export async function action(args: ActionFunctionArgs) {
  const { search } = await readForm(args.request)
  return listPeople(args, search)
}

const titles: Readonly<Record<string, string>> = { registered_practice: 'Patients', named_care_manager: 'My people' }

/** A search answers with its own list, so the one behind it need not be read again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, actionResult, defaultShouldRevalidate }) =>
  formMethod === 'POST' && actionResult !== undefined ? false : defaultShouldRevalidate

export { ProblemMessage as ErrorBoundary } from '../components/states/problem-page.tsx'

export default function People() {
  const listed = useLoaderData<typeof loader>()
  const found = useKeptAnswer(useActionData<typeof action>())
  const { placeId, address, now, total, present, searched, list, isGroup, route } = found ?? listed
  const changed = useChangedRows(list.rows, JSON.stringify([address, searched]))
  useFollowedSearch(listed, searched)
  useSlashToSearch(SEARCH_BOX)
  const sorted = { by: address.sort || (isGroup ? 'review_due' : 'family_name'), direction: address.direction }
  const caption = `${isGroup ? 'People on the caseload' : 'Patients of the practice'}, sorted by ${sorted.by.replace('_', ' ')}`
  return (
    <div className="page">
      <Done />
      <div className="page-head">
        <Title>{titles[route] ?? 'Caseload'}</Title>
        <span className="quiet">
          {total} {total === 1 ? 'person' : 'people'}
        </span>
        <WhoIsHere people={present} />
        <div className="page-head__end">
          <SearchBox searched={searched} />
          {list.may.includes('propose_for_caseload') && (
            <Link className="nhsuk-button" to={pathOf.add(placeId)}>
              Add a person
            </Link>
          )}
        </div>
      </div>
      {isGroup && <Filters address={address} />}
      <div className="card list-card">
        {list.rows.length === 0 ? (
          <EmptyList
            narrowed={Boolean(searched ?? (address.status || address.manager || address.review))}
            placeId={placeId}
            route={route}
          />
        ) : list.of === 'caseload' ? (
          <PeopleTable
            caption={caption}
            columns={caseloadColumns(placeId, now)}
            rows={list.rows}
            sorted={sorted}
            changed={changed}
          />
        ) : (
          <PeopleTable
            caption={caption}
            columns={practiceColumns(placeId, now)}
            rows={list.rows}
            sorted={sorted}
            changed={changed}
          />
        )}
        {list.rows.length > 0 && (
          <Pages
            shown={list.rows.length}
            total={total}
            next={list.next}
            later={address.after !== ''}
            searching={Boolean(searched)}
          />
        )}
      </div>
    </div>
  )
}
