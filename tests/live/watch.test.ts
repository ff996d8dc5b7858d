import { beforeEach, describe, expect, it, vi } from 'vitest'

import type { Frame } from '../../server/live/frames.ts'
import { createRooms, type Rooms, type Screen } from '../../server/live/rooms.ts'
import { createWatch } from '../../server/live/watch.ts'

let rooms: Rooms
let openSessions: Set<string>
let holding: Set<string>
const onClosed = vi.fn<() => void>()

beforeEach(() => {
  rooms = createRooms()
  openSessions = new Set(['s1', 's2'])
  holding = new Set(['d1', 'd2'])
  onClosed.mockClear()
})

function screen(sessionId: string) {
  const heard: Frame[] = []
  const session = { id: sessionId, account_id: '', practitioner_id: '', assurance_level: 1, display_name: '' }
  const made: Screen = { session, send: (frame) => heard.push(frame), disconnect: () => rooms.disconnect(made) }
  rooms.connect(made)
  return { screen: made, heard }
}

function watch() {
  const within = (all: Set<string>) => (ids: readonly string[]) =>
    Promise.resolve(new Set(ids.filter((id) => all.has(id))))
  return createWatch({ stillOpen: within(openSessions) }, { stillHolding: within(holding) }, rooms, onClosed)()
}

describe('a round over the open screens', () => {
  it('leaves alone what holds', async () => {
    const one = screen('s1')
    rooms.open(one.screen, { declarationId: 'd1', placeId: 'p' })
    await watch()
    expect(rooms.screensAt('p')).toEqual([one.screen])
    expect(one.heard).toEqual([])
    expect(onClosed).not.toHaveBeenCalled()
  })

  it('closes a place whose declaration has ended by itself, on each screen that has it open', async () => {
    const [one, again, other] = [screen('s1'), screen('s1'), screen('s2')]
    rooms.open(one.screen, { declarationId: 'd1', placeId: 'p' })
    rooms.open(again.screen, { declarationId: 'd1', placeId: 'p' })
    rooms.open(other.screen, { declarationId: 'd2', placeId: 'p' })
    holding.delete('d1')
    await watch()
    expect(one.heard).toEqual([{ topic: 'ended', id: 'd1', cursor: '' }])
    expect(again.heard).toEqual(one.heard)
    expect(rooms.screensAt('p')).toEqual([other.screen])
    expect(rooms.screens()).toHaveLength(3)
    expect(onClosed).toHaveBeenCalled()
  })

  it('ends the connection of a session that has ended, with a place open or not', async () => {
    const [one, idle] = [screen('s1'), screen('s1')]
    rooms.open(one.screen, { declarationId: 'd1', placeId: 'p' })
    openSessions.delete('s1')
    await watch()
    expect(rooms.screens()).toEqual([])
    expect(rooms.screensAt('p')).toEqual([])
    expect(idle.heard).toEqual([])
  })
})

describe('a screen', () => {
  it('has one place open at a time', () => {
    const { screen: one } = screen('s1')
    rooms.open(one, { declarationId: 'd1', placeId: 'p' })
    rooms.open(one, { declarationId: 'd2', placeId: 'q' })
    expect(rooms.placeIds()).toEqual(['q'])
    expect(rooms.openPlaces()).toEqual([{ declarationId: 'd2', placeId: 'q' }])
    rooms.close(one)
    expect(rooms.placeIds()).toEqual([])
  })

  it('that was lost while its place was being opened does not come back', () => {
    const { screen: one } = screen('s1')
    rooms.disconnect(one)
    rooms.open(one, { declarationId: 'd1', placeId: 'p' })
    expect(rooms.placeIds()).toEqual([])
  })
})
