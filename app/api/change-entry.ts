import type { ActionFunctionArgs } from '@remix-run/node'

import { enter } from './enter.ts'
import { readForm } from './form.ts'
import { pathOf } from './paths.ts'
import { commanding } from './problems.ts'

const labels = {
  status: 'Status',
  reason: 'Why they are on the list',
  review_due: 'Review date',
  care_manager: 'Care manager',
  end_reason: 'Why they come off the list',
}

/** Carries out what one of the forms about a caseload entry asks for. */
export async function changeEntry(args: ActionFunctionArgs): Promise<Response> {
  const { placeId, declaration } = await enter(args)
  const patientId = args.params['patientId'] ?? ''
  const form = await readForm(args.request)
  const { caseload } = args.context.api
  const entry = {
    declaration: declaration.id,
    key: form['key'] ?? '',
    id: form['id'] ?? '',
    expected: { administrative: Number(form['expected']) },
  }
  const patient = pathOf.patient(placeId, patientId)
  const send = (call: () => Promise<unknown>, to: string) => commanding(args, form, labels, call, to)

  const { intent } = form
  if (intent === 'name') {
    return send(
      () => caseload.nameCareManager({ ...entry, care_manager: form['care_manager'] ?? null }),
      `${patient}?done=entry`,
    )
  }
  if (intent === 'accept') return send(() => caseload.acceptCareManager(entry), `${patient}?done=accepted`)
  if (intent === 'confirm') return send(() => caseload.confirm(entry), `${patient}?done=confirmed`)
  if (intent === 'take-off') {
    const end_reason = form['end_reason'] as 'other'
    return send(() => caseload.takeOff({ ...entry, end_reason }), `${pathOf.people(placeId)}?done=off`)
  }
  const { status, reason, review_due = null } = form
  const change = { ...entry, status: status as 'active', reason: reason as 'other', review_due }
  return send(() => caseload.change(change), `${patient}?done=entry`)
}
