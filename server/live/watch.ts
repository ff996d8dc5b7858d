import type { Gate } from '../access/gate.ts'
import type { Auth } from '../auth/auth.ts'
import type { Rooms } from './rooms.ts'

/**
 * Makes the round that closes what may not stay open: screens whose session has ended are disconnected, and places
 * whose declaration does not hold any more are closed. It asks about all of them in two statements, and uses nobody's
 * session.
 *
 * It is for the sake of the people: whoever is still connected is told nothing that the gate does not allow.
 *
 * @param onClosed called after a place was closed
 */
export function createWatch(
  auth: Pick<Auth, 'stillOpen'>,
  gate: Pick<Gate, 'stillHolding'>,
  rooms: Rooms,
  onClosed: () => void,
) {
  return async (): Promise<void> => {
    const declarationIds = rooms.openPlaces().map(({ declarationId }) => declarationId)
    const holding = await gate.stillHolding(declarationIds)
    for (const id of declarationIds.filter((id) => !holding.has(id))) {
      for (const screen of rooms.screensUnder(id)) {
        rooms.close(screen)
        screen.send({ topic: 'ended', id, cursor: '' })
      }
      onClosed()
    }

    // After the places, so that the screen of an ended session has heard why before its connection ends.
    const screens = rooms.screens()
    const sessionIds = await auth.stillOpen([...new Set(screens.map(({ session }) => session.id))])
    for (const screen of screens) if (!sessionIds.has(screen.session.id)) screen.disconnect()
  }
}
