import type { PlacementStrategy } from '@aws-sdk/client-ecs'
import { describe, expect, test } from 'vitest'
import { lookDefinition } from '../services/ecs/find'
import { ask, Placing, place } from './placement'
import { needsOf, take } from './resources'
import { bench } from './testing'

const strategies: Record<string, PlacementStrategy[]> = {
  none: [],
  'over sites, then packed': [
    { type: 'spread', field: 'attribute:site' },
    { type: 'binpack', field: 'memory' },
  ],
  'over hosts': [{ type: 'spread', field: 'instanceId' }],
  packed: [{ type: 'binpack', field: 'cpu' }],
  'over sites, then by chance': [{ type: 'spread', field: 'attribute:site' }, { type: 'random' }],
  'packed, then by chance': [{ type: 'binpack', field: 'cpu' }, { type: 'random' }],
}

/** Where tasks go, chosen one by one or in one look. */
function chosen(strategy: PlacementStrategy[], inOneLook: boolean): string[] {
  const { region, host, define } = bench()
  for (let index = 0; index < 12; index++)
    host({ cpu: 1024 + 256 * (index % 3), attributes: { site: `s${index % 5}` } })
  const definition = lookDefinition(region, define('web'))
  const cluster = region.ecs.clusters.get('c')
  if (!definition || !cluster) throw new Error('Both were just made')
  const needs = needsOf(definition)
  const wanted = ask('EXTERNAL', definition, needs, 'service:web', [], strategy)
  const placing = new Placing(cluster, wanted, region.random)
  const out: string[] = []
  for (let index = 0; index < 200; index++) {
    const placed = inOneLook ? placing.next() : place(cluster, wanted, region.random)
    if (!('host' in placed)) {
      out.push(`${placed.refused} ${placed.closest?.id}`)
      break
    }
    take(placed.host, `t${index}`, 'service:web', needs)
    out.push(placed.host.id)
  }
  return out
}

describe('many tasks placed in one look go where they would one by one', () => {
  test.for(Object.entries(strategies))('%s', ([, strategy]) => {
    const alike = chosen(strategy, true)
    expect(alike).toEqual(chosen(strategy, false))
    expect(alike.length).toBeGreaterThan(50)
    expect(alike.at(-1)).toMatch(/^RESOURCE:CPU [0-9a-f]{32}$/)
  })
})
