import { beforeAll, describe, expect, it } from 'vitest'

import type { Subject } from '../../reference/facts.ts'
import { mayWrite } from '../../reference/writing.ts'
import { testDatabase } from '../../support/database.ts'
import { testGate } from '../../support/gate.ts'
import { generativeRuns } from '../../support/generative-runs.ts'
import { Scenario } from '../../support/scenario.ts'
import { attemptsUpon } from './commands.ts'
import { storeSubjects, type Stored } from './store.ts'
import { asAskedBy, someOf, subjectsOf, whoeverAsks } from './subjects.ts'
import { layWorld, sayingOf, sayingsOf, type World } from './world.ts'

const database = await testDatabase()
const scenario = new Scenario(database.owner.kysely)
const gate = testGate(database)
const db = database.owner.kysely

let world: World
let subjects: Subject[]
let stored: Stored

beforeAll(async () => {
  world = await layWorld(scenario)
  const everybody = subjectsOf(world)
  const chosen = [isProposed, isConfirmed, isAsked, hasWithdrawn].flatMap((kind) => everybody.filter(kind).slice(0, 1))
  subjects = [...someOf(everybody, generativeRuns(10)), ...chosen]
  stored = await storeSubjects(database, world, subjects)
}, 120_000)

/** Somebody whom their own practice may confirm. */
function isProposed({ practice, entries }: Subject): boolean {
  return practice === world.surgery.id && entries.some(({ status, confirmed }) => status === 'planned' && !confirmed)
}

/** Somebody who is planned for, and was confirmed already. */
function isConfirmed({ practice, entries }: Subject): boolean {
  return practice === world.surgery.id && entries.some(({ status, confirmed }) => status === 'planned' && confirmed)
}

/** Somebody whose care manager has been named and has not answered. */
function isAsked({ entries, restricted }: Subject): boolean {
  const open = entries.filter(({ status, confirmed }) => status === 'active' && confirmed)
  return !restricted && open.some(({ careManager, accepted }) => careManager === whoeverAsks && !accepted)
}

/** Somebody who took back what they had asked for. */
function hasWithdrawn({ preferences }: Subject): boolean {
  return preferences.some(({ withdrawnAt }) => withdrawnAt !== null)
}

describe('what the gate writes', () => {
  it('is what the plain reference lets be written, and refused where it does not', async () => {
    const now = new Date()
    const wrong = new Map<string, unknown>()
    let attempts = 0
    const came = new Set<string>()
    for (const { member, route, purpose } of sayingsOf(world)) {
      await stored.nameWhoeverAsks(member.person.role_id)
      const { said, reader } = sayingOf(world, member, route, purpose)
      const session = await scenario.session(member.person)
      const { id } = await scenario.declaration(member.person, said, { session })
      for (const plain of subjects) {
        const subject = asAskedBy(plain, reader.roleId)
        const target = purpose === 'safeguarding' ? subject.id : null
        await db.updateTable('house.declaration').set({ patient_id: target }).where('id', '=', id).execute()
        const decision = await gate.decide(session, id)
        for (const { writing, run, undo } of await attemptsUpon(database, subject.id, world.group.id)) {
          const wanted = mayWrite({ ...reader, target }, subject, writing, now) ? 'done' : 'refused'
          const outcome = await run(gate, decision)
          attempts += 1
          came.add(`${writing.command} ${outcome}`)
          if (outcome === 'done') await undo()
          if (outcome === wanted) continue
          const key = [writing.command, reader.role, purpose, route, outcome].join()
          wrong.set(key, { writing, role: reader.role, purpose, route, outcome, wanted, subject })
        }
      }
    }
    console.info(`${attempts} writes compared with the plain reference`)
    expect([...wrong.values()]).toEqual([])
    // Each was tried where it may be done and where it may not.
    const commands = ['put_on_the_list', 'change_entry', 'confirm', 'accept', 'object', 'permit', 'withdraw']
    expect([...came].sort()).toEqual(commands.flatMap((command) => [`${command} done`, `${command} refused`]).sort())
  }, 600_000)
})
