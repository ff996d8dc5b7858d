import type { Context } from '../context.ts'
import { Problem } from '../errors.ts'
import { given } from '../given.ts'
import { initialsOf } from '../initials.ts'
import { router, signedIn } from '../procedures.ts'
import type { SignedIn } from '../auth/signed-in.ts'
import { purposeWords, roleWords, routeWords } from '../words.ts'
import { type Colleague, type Declared, type HeldRole, currentDeclarations, groupsOfPractice, heldRoles, membersAt, presentAt } from './reads.ts'
import { offersFor } from './rules.ts'
import {
  type Choice,
  type CurrentDeclaration,
  choicesOutput,
  currentOutput,
  declareInput,
  declareOutput,
  endInput,
  endOutput,
  joinedOutput,
  membersOutput,
  placeInput,
  placesOutput,
  presentOutput,
} from './schema.ts'

type Asking = Pick<Context, 'house'> & { session: SignedIn }

/** Where somebody works, and why they say they are here. Nothing in it is about a patient. */
export const accessRouter = router({
  /** My groups and my practice, with the roles I hold there and what I have said I am here for. */
  places: signedIn.output(placesOutput).query(async ({ ctx }) => {
    const [roles, declared] = await Promise.all([
      heldRoles(ctx.house, ctx.session.practitioner_id),
      currentDeclarations(ctx.house, ctx.session.id),
    ])
    const ids = [...new Set(roles.map(({ place_id }) => place_id))]
    return {
      places: ids.flatMap((id) => {
        const current = declared.find(({ place_id }) => place_id === id)
        return placesOf(roles, id).map((place) => ({ ...place, current: current ? declarationOf(current) : null }))
      }),
    }
  }),

  /** What I may say I am here for at a place: for each role that I hold there, the usual first. */
  choices: signedIn
    .input(placeInput)
    .output(choicesOutput)
    .query(async ({ ctx, input }) => {
      const held = await heldAt(ctx, input.place)
      const [place] = placesOf(held, input.place)
      if (!place) throw noSuchPlace()
      return { place, choices: held.flatMap(choicesOf) }
    }),

  declare: signedIn
    .input(declareInput)
    .output(declareOutput)
    .mutation(async ({ ctx, input }) => {
      const { place, practitioner_role_id, route, purpose, reason, patient } = input
      const said = { place_id: place, practitioner_role_id, route, purpose, ...given({ reason, patient }) }
      return { declaration: await ctx.gate.declare(ctx.session, said) }
    }),

  /** What I have said I am here for at a place; null when I must say it first. */
  current: signedIn
    .input(placeInput)
    .output(currentOutput)
    .query(async ({ ctx, input }) => {
      const declared = await currentDeclarations(ctx.house, ctx.session.id)
      const here = declared.find(({ place_id }) => place_id === input.place)
      return here ? declarationOf(here) : null
    }),

  /** Ends a declaration of mine at once, on every screen; one that is not there has ended already. */
  end: signedIn
    .input(endInput)
    .output(endOutput)
    .mutation(async ({ ctx, input }) => {
      await ctx.gate.end(ctx.session, input.declaration)
      return { outcome: 'done' }
    }),
})

/** The people I work with. */
export const groupsRouter = router({
  /** Who else has this place open now. */
  present: signedIn
    .input(placeInput)
    .output(presentOutput)
    .query(async ({ ctx, input }) => {
      await heldAt(ctx, input.place)
      const people = await presentAt(ctx.house, input.place)
      const others = people.filter(({ practitioner_id }) => practitioner_id !== ctx.session.practitioner_id)
      return { people: others.map(colleagueOf) }
    }),

  /** The members of a group: whoever may be named as a care manager. */
  members: signedIn
    .input(placeInput)
    .output(membersOutput)
    .query(async ({ ctx, input }) => {
      await heldAt(ctx, input.place)
      const members = await membersAt(ctx.house, input.place)
      return { members: members.map((member) => ({ ...member, ...colleagueOf(member) })) }
    }),

  /** The groups whose list my practice may put its patients on. */
  joined: signedIn
    .input(placeInput)
    .output(joinedOutput)
    .query(async ({ ctx, input }) => {
      await heldAt(ctx, input.place)
      return { groups: await groupsOfPractice(ctx.house, input.place) }
    }),
})

/** @throws Problem('not_found') for a place where the person holds no role, as for one that is none */
async function heldAt({ house, session }: Asking, place: string): Promise<HeldRole[]> {
  const held = (await heldRoles(house, session.practitioner_id)).filter(({ place_id }) => place_id === place)
  if (held.length === 0) throw noSuchPlace()
  return held
}

function noSuchPlace(): Problem {
  return new Problem('not_found', 'There is no such group or practice where you work. Go back to your groups.')
}

function placesOf(held: readonly HeldRole[], id: string) {
  const here = held.filter(({ place_id }) => place_id === id)
  return here.slice(0, 1).map(({ place_kind, place_name }) => ({
    id,
    kind: place_kind,
    name: place_name,
    roles: here.map(({ practitioner_role_id, role, organisation_id, organisation_name, organisation_kind }) => ({
      practitioner_role_id,
      role,
      role_words: roleWords[role],
      organisation: { id: organisation_id, name: organisation_name, kind: organisation_kind },
    })),
  }))
}

function choicesOf({ practitioner_role_id, role, organisation_name, place_kind }: HeldRole): Choice[] {
  return offersFor(role, place_kind).map((offer) => ({
    practitioner_role_id,
    role,
    role_words: roleWords[role],
    organisation_name,
    ...offer,
  }))
}

function declarationOf({ place_id, patient_id, started_at, ends_at, ...declared }: Declared): CurrentDeclaration {
  return {
    ...declared,
    place: place_id,
    role_words: roleWords[declared.role],
    purpose_words: purposeWords[declared.purpose],
    route_words: routeWords[declared.route],
    patient: patient_id,
    started_at: started_at.toISOString(),
    ends_at: ends_at.toISOString(),
  }
}

function colleagueOf({ practitioner_role_id, given_names, family_name, role }: Colleague) {
  const name = `${given_names} ${family_name}`
  return { practitioner_role_id, name, initials: initialsOf(name), role_words: roleWords[role] }
}
