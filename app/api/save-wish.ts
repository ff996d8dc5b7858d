import type { ActionFunctionArgs } from '@remix-run/node'

import { endOfDay } from '../words/dates.ts'
import { enter } from './enter.ts'
import { readForm } from './form.ts'
import { pathOf } from './paths.ts'
import { commanding } from './problems.ts'

const labels = {
  effect: 'What they ask',
  what: 'What',
  organisation_kind: 'With whom',
  group: 'Where',
  ends_at: 'Until',
  said_by: 'Who said so',
  incapacity_recorded: 'That the person cannot decide this',
  attested: 'That you have spoken with them',
}

/** Records what a person asks about sharing, or withdraws it. */
export async function saveWish(args: ActionFunctionArgs): Promise<Response> {
  const { placeId, declaration } = await enter(args)
  const patientId = args.params['patientId'] ?? ''
  const form = await readForm(args.request)
  const { sharing } = args.context.api
  const command = { declaration: declaration.id, key: form['key'] ?? '', id: form['id'] ?? '' }
  const here = pathOf.sharing(placeId, patientId)

  if (form['intent'] === 'withdraw') {
    const expected = { sharing_preference: Number(form['expected']) }
    return commanding(args, form, labels, () => sharing.withdraw({ ...command, expected }), `${here}?done=withdrawn`)
  }
  const wish = {
    ...command,
    patient: patientId,
    effect: form['effect'] as 'deny',
    what: form['what'] as 'all',
    ...(form['organisation_kind'] && { organisation_kind: form['organisation_kind'] as 'hospice' }),
    ...(form['group'] && { group: form['group'] }),
    ...(form['ends_at'] && { ends_at: endOfDay(form['ends_at']) }),
    said_by: form['said_by'] as 'patient',
    incapacity_recorded: form['incapacity_recorded'] === 'yes',
    attested: (form['attested'] === 'yes') as true,
  }
  // An objection to the whole record can close this very page to whoever recorded it.
  const closes = wish.effect === 'deny' && wish.what === 'all' && declaration.route !== 'registered_practice'
  return commanding(
    args,
    form,
    labels,
    () => sharing.record(wish),
    `${closes ? pathOf.people(placeId) : here}?done=recorded`,
  )
}
