import type { SignedIn } from '../auth/signed-in.ts'
import type { Frame } from './frames.ts'

/** A browser that is connected to this process: one tab of one person. */
export interface Screen {
  readonly session: SignedIn
  readonly send: (frame: Frame) => void
  /** Ends the connection from here. */
  readonly disconnect: () => void
}

/** What a screen has open: a place, and the declaration under which it reads there. */
export interface OpenPlace {
  readonly declarationId: string
  readonly placeId: string
}

/** Which screens are connected to this process, and what each has open. A screen has one place open at a time. */
export interface Rooms {
  readonly connect: (screen: Screen) => void
  readonly disconnect: (screen: Screen) => void
  /** Opens a place on a connected screen, in the stead of what it had open. */
  readonly open: (screen: Screen, place: OpenPlace) => void
  readonly close: (screen: Screen) => void
  readonly screens: () => Screen[]
  /** The screens of one account. */
  readonly screensOf: (accountId: string) => Screen[]
  readonly screensAt: (placeId: string) => Screen[]
  readonly screensUnder: (declarationId: string) => Screen[]
  readonly placeIds: () => string[]
  /** Each declaration that has its place open here, once. */
  readonly openPlaces: () => OpenPlace[]
}

/** Makes rooms with nobody in them. */
export function createRooms(): Rooms {
  const open = new Map<Screen, OpenPlace | undefined>()
  const atPlace = new Index()
  const underDeclaration = new Index()
  const ofAccount = new Index()

  const close = (screen: Screen): void => {
    const place = open.get(screen)
    if (!place) return
    open.set(screen, undefined)
    atPlace.remove(place.placeId, screen)
    underDeclaration.remove(place.declarationId, screen)
  }

  return {
    connect(screen) {
      open.set(screen, undefined)
      ofAccount.add(screen.session.account_id, screen)
    },
    disconnect(screen) {
      close(screen)
      open.delete(screen)
      ofAccount.remove(screen.session.account_id, screen)
    },
    open(screen, place) {
      // A connection that was lost meanwhile is not brought back.
      if (!open.has(screen)) return
      close(screen)
      open.set(screen, place)
      atPlace.add(place.placeId, screen)
      underDeclaration.add(place.declarationId, screen)
    },
    close,
    screens: () => [...open.keys()],
    screensOf: (accountId) => ofAccount.get(accountId),
    screensAt: (placeId) => atPlace.get(placeId),
    screensUnder: (declarationId) => underDeclaration.get(declarationId),
    placeIds: () => atPlace.keys(),
    openPlaces() {
      const each = new Map<string, OpenPlace>()
      for (const place of open.values()) if (place) each.set(place.declarationId, place)
      return [...each.values()]
    },
  }
}

/** Screens by something that several can share. */
class Index {
  readonly #screens = new Map<string, Set<Screen>>()

  add(key: string, screen: Screen): void {
    const screens = this.#screens.get(key) ?? new Set()
    this.#screens.set(key, screens.add(screen))
  }

  remove(key: string, screen: Screen): void {
    const screens = this.#screens.get(key)
    screens?.delete(screen)
    if (screens?.size === 0) this.#screens.delete(key)
  }

  get(key: string): Screen[] {
    return [...(this.#screens.get(key) ?? [])]
  }

  keys(): string[] {
    return [...this.#screens.keys()]
  }
}
