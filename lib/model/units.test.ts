import { expect, test } from 'vitest'
import { amount, counted, cpuText, memoryText } from './units'

test('CPU is said in vCPU, with the digits that help', () => {
  expect([128, 256, 640, 1024, 7808, 4 * 49152].map(cpuText)).toEqual([
    '0.13 vCPU',
    '0.25 vCPU',
    '0.63 vCPU',
    '1 vCPU',
    '7.6 vCPU',
    '192 vCPU',
  ])
})

test('memory is said in MiB while it is small, then in GiB', () => {
  expect([0, 512, 1023, 1024, 7700, 1_048_576].map(memoryText)).toEqual([
    '0 MiB',
    '512 MiB',
    '1,023 MiB',
    '1 GiB',
    '7.5 GiB',
    '1,024 GiB',
  ])
})

test('an amount keeps its sign and groups its thousands', () => {
  expect([-0.25, 99.94, 1234.5].map(amount)).toEqual(['-0.25', '99.9', '1,235'])
})

test('what is counted agrees in number', () => {
  expect([counted(1, 'host'), counted(2, 'host'), counted(0, 'is', 'are'), counted(1200, 'task')]).toEqual([
    '1 host',
    '2 hosts',
    '0 are',
    '1,200 tasks',
  ])
})
