import { expect, test } from 'vitest'
import { Pace } from '../pace'
import { Clock } from '../world/clock'
import { served } from './testing'

const { control } = served()
const still = { speed: 1, paused: true }

test('the clock moves by what it is told', async () => {
  expect((await control('GET', 'clock')).json).toEqual({ now: '2026-11-24T12:00:00.000Z', ...still })
  const advance = async (by: string | number) => (await control('POST', 'clock', { advance: by })).json
  expect(await advance('1h30m')).toEqual({ now: '2026-11-24T13:30:00.000Z', ...still })
  expect(await advance(500)).toEqual({ now: '2026-11-24T13:30:00.500Z', ...still })
  expect(await advance('2h')).toEqual({ now: '2026-11-24T15:30:00.500Z', ...still })
})

test('the world runs faster, stops and goes on, and a reset gives it its own pace back', async () => {
  expect((await control('POST', 'clock', { speed: 60 })).json).toMatchObject({ speed: 60, paused: true })
  expect((await control('POST', 'clock', { pause: false })).json).toMatchObject({ speed: 60, paused: false })
  await control('POST', 'reset', { seed: 'empty' })
  expect((await control('GET', 'clock')).json).toMatchObject(still)
})

test('time follows real time by its speed, and a world too slow for it owes no more than it can', () => {
  const clock = new Clock(0)
  const pace = new Pace()
  let spent = 0
  pace.follow(clock, 1_000, () => 0)
  pace.follow(clock, 1_100, () => 0)
  expect(clock.now()).toBe(100)
  pace.speed = 60
  pace.follow(clock, 1_200, () => 0)
  expect(clock.now()).toBe(6_100)
  pace.paused = true
  pace.follow(clock, 9_200, () => 0)
  expect(clock.now()).toBe(6_100)
  pace.paused = false
  // Each slice takes 20 ms of real time here: three of them are all that one look has time for
  const slow = () => {
    spent += 20
    return spent
  }
  pace.follow(clock, 100_000, slow)
  expect(clock.now()).toBe(8_100)
})

test.for([
  [{ advance: 'soon' }],
  [{ advance: '2 h' }],
  [{ advance: -1 }],
  [{ advance: '400d' }],
  [{ speed: 0 }],
  [{ speed: 'fast' }],
  [{ pause: 1 }],
  [{ stop: true }],
  [{}],
  ['{'],
])('%j is refused and nothing moves', async ([body]) => {
  expect(await control('POST', 'clock', body)).toEqual({ status: 400, json: { message: expect.any(String) } })
  expect((await control('GET', 'clock')).json).toEqual({ now: '2026-11-24T12:00:00.000Z', ...still })
})
