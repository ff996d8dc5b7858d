import type { ActionFunctionArgs } from '@remix-run/node'

import { enter } from './enter.ts'
import { dateFrom, readForm } from './form.ts'
import { pathOf } from './paths.ts'
import { commanding } from './problems.ts'

/** What a member is told who asked for somebody to be added. */
export interface Asked {
  asked: string
}

const labels = {
  nhs_number: 'NHS number',
  birth_date: 'Date of birth',
  group: 'The group',
  status: 'Status',
  reason: 'Why they should be on the list',
}

/**
 * Puts somebody on a list: the practice one of its own patients, a member of a group whomever they can name
 * exactly. The member is told the same whatever is true of that person, as `Asked`.
 */
export async function addPerson(args: ActionFunctionArgs): Promise<Response> {
  const { placeId, declaration } = await enter(args)
  const form = await readForm(args.request)
  const { caseload } = args.context.api
  const command = {
    declaration: declaration.id,
    key: form['key'] ?? '',
    id: form['id'] ?? '',
    reason: form['reason'] as 'other',
  }
  const { patient } = form

  if (patient) {
    const add = () =>
      caseload.add({ ...command, patient, group: form['group'] ?? '', status: form['status'] as 'active' })
    return commanding(args, form, labels, add, `${pathOf.patient(placeId, patient)}?done=added`)
  }
  let words = ''
  const propose = async () => {
    const asked = await caseload.propose({
      ...command,
      nhs_number: form['nhs_number'] ?? '',
      birth_date: dateFrom(form, 'birth_date') ?? '',
    })
    words = asked.words
  }
  const answer = await commanding(args, form, labels, propose, pathOf.add(placeId))
  return words ? Response.json({ asked: words }) : answer
}
