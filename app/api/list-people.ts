import type { LoaderFunctionArgs } from '@remix-run/node'

import { caseloadQuestion, practiceQuestion, readAddress } from '../components/list/question.ts'
import { enter } from './enter.ts'
import { pathOf } from './paths.ts'
import { reading } from './problems.ts'
import { leadTo } from './responses.ts'

/**
 * The list of a place, with how many there are and who else is here: a group's caseload, or a practice's
 * patients for those who came as their practice. Whoever came about one person is led to that person.
 *
 * @param search what was typed into the search box
 * @throws a redirect or a Response, as `reading` does
 */
export async function listPeople(args: LoaderFunctionArgs, search?: string) {
  const { placeId, declaration } = await enter(args)
  if (declaration.patient) throw leadTo(pathOf.patient(placeId, declaration.patient))
  const isGroup = declaration.route !== 'registered_practice'
  const now = new Date().toISOString()
  const address = readAddress(new URL(args.request.url).searchParams)
  const { caseload, patients, groups } = args.context.api
  const who = { declaration: declaration.id }

  const ask = async () => {
    if (isGroup) {
      const { filter, page } = caseloadQuestion(address, search, declaration.practitioner_role_id, now)
      const [{ rows, next, may }, { count }] = await Promise.all([
        caseload.list({ ...who, ...page }),
        caseload.count({ ...who, filter }),
      ])
      return { list: { of: 'caseload' as const, rows, next, may }, total: count }
    }
    const { filter, page } = practiceQuestion(address, search)
    const [{ rows, next, may }, { count }] = await Promise.all([
      patients.list({ ...who, ...page }),
      patients.count({ ...who, filter }),
    ])
    return { list: { of: 'patients' as const, rows, next, may }, total: count }
  }
  const [{ list, total }, { people }] = await reading(args, () =>
    Promise.all([ask(), groups.present({ place: placeId })]),
  )
  return { placeId, isGroup, route: declaration.route, address, now, searched: search, list, total, present: people }
}
