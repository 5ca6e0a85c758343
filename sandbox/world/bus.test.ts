import { expect, test } from 'vitest'
import { type Envelope, emit, onEvent } from './bus'
import { bench, START } from './testing'

test('an event is put together for those who want it, and for nobody else', () => {
  const { region } = bench()
  const heard: Envelope[] = []
  let made = 0
  onEvent({ wants: (_region, source) => source === 'aws.test', hear: (_region, event) => heard.push(event) })
  const detail = () => ({ at: new Date(START), made: ++made })
  emit(region, { source: 'aws.other', detailType: 'Nothing', resources: [], detail })
  expect([made, heard]).toEqual([0, []])
  emit(region, { source: 'aws.test', detailType: 'Something', resources: ['arn:x'], detail })
  expect(heard).toEqual([
    {
      version: '0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      'detail-type': 'Something',
      source: 'aws.test',
      account: '123456789012',
      time: '2026-11-24T08:00:00Z',
      region: 'us-east-1',
      resources: ['arn:x'],
      detail: { at: '2026-11-24T08:00:00.000Z', made: 1 },
    },
  ])
})
