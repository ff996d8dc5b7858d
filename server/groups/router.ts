import type { SignedIn } from '../auth/signed-in.ts'
import type { Context } from '../context.ts'
import { Problem } from '../errors.ts'
import { given } from '../given.ts'
import { router, signedIn } from '../procedures.ts'
import { type HeldRole, currentDeclarations, groupsOfPractice, heldRoles, membersAt, presentAt } from './reads.ts'
import { type NonEmpty, choicesOf, colleagueOf, currentAt, placeOf, placesOf } from './rules.ts'
import {
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
  places: signedIn.output(placesOutput).query(async ({ ctx: { house, session } }) => {
    const [held, declared] = await Promise.all([
      heldRoles(house, session.practitioner_id),
      currentDeclarations(house, session.id),
    ])
    return { places: placesOf(held).map((place) => ({ ...place, current: currentAt(place.id, declared) })) }
  }),

  /** What I may say I am here for at a place: for each role that I hold there, the usual first. */
  choices: signedIn
    .input(placeInput)
    .output(choicesOutput)
    .query(async ({ ctx, input }) => {
      const held = await heldAt(ctx, input.place)
      return { place: placeOf(held), choices: held.flatMap(choicesOf) }
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
    .query(async ({ ctx, input }) => currentAt(input.place, await currentDeclarations(ctx.house, ctx.session.id))),

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
async function heldAt({ house, session }: Asking, place: string): Promise<NonEmpty<HeldRole>> {
  const [first, ...rest] = (await heldRoles(house, session.practitioner_id)).filter(
    ({ place_id }) => place_id === place,
  )
  if (first) return [first, ...rest]
  throw new Problem('not_found', 'There is no such group or practice where you work. Go back to your groups.')
}
