import type { MetricAlarm, MetricDataQuery, StateValue } from '@aws-sdk/client-cloudwatch'
import type { Region } from '../../world/region'
import { actAgain, type NewState, setState, stamp } from './alarm-state'
import { answer, checkQueries } from './queries'
import type { MetricAlarmRecord } from './state'

/** CloudWatch asks for a few points more than it needs, for those that are missing: AlarmThatSendsEmail.html#alarms-and-missing-data */
const SPARE = 2

export const periodOf = ({ Period, Metrics }: MetricAlarm): number =>
  Period ?? Math.max(10, ...(Metrics ?? []).map((one) => one.Period ?? one.MetricStat?.Period ?? 0))

/** Puts the next evaluation on the agenda, unless it is there. There is one for all alarms of a region. */
export function watch(world: Region): void {
  const { cloudwatch, clock } = world
  if (cloudwatch.evaluating) return
  let step = 0
  for (const alarm of cloudwatch.alarms.values())
    if (alarm.kind === 'metric') step = Math.min(step || 60, Math.max(10, periodOf(alarm.view)))
  if (step === 0) return
  cloudwatch.evaluating = true
  const tick = (step % 60 === 0 ? 60 : step) * 1000
  clock.after(tick - (clock.now() % tick), () => {
    cloudwatch.evaluating = false
    for (const alarm of [...cloudwatch.alarms.values()]) if (alarm.kind === 'metric') evaluate(world, alarm)
    watch(world)
  })
}

/** Looks at an alarm where a period of it has ended since the last look. */
function evaluate(world: Region, alarm: MetricAlarmRecord): void {
  const period = periodOf(alarm.view) * 1000
  const now = Math.floor(world.clock.now() / period) * period
  if (now <= alarm.evaluated) return
  alarm.evaluated = now
  const before = alarm.view.StateValue
  const state = judge(world, alarm.view, now, period)
  if (state && state.value !== before) setState(world, alarm, state)
  else if (before === 'ALARM') actAgain(world, alarm, state?.last)
}

/** An alarm's metric as queries, and the id of what is compared. */
function queriesOf(view: MetricAlarm): { queries: MetricDataQuery[]; id: string } {
  if (view.Metrics) {
    const shown = view.Metrics.find((one) => one.ReturnData !== false && one.Id !== view.ThresholdMetricId)
    return { queries: view.Metrics, id: shown?.Id ?? '' }
  }
  const { Namespace, MetricName, Dimensions, Period, Statistic, ExtendedStatistic, Unit } = view
  const Metric = { Namespace, MetricName, Dimensions }
  const MetricStat = { Metric, Period, Stat: ExtendedStatistic ?? Statistic, ...(Unit && { Unit }) }
  return { queries: [{ Id: 'm1', MetricStat }], id: 'm1' }
}

const breaches: Record<string, { words: string; test: (value: number, threshold: number) => boolean }> = {
  GreaterThanThreshold: { words: 'greater than the threshold', test: (a, b) => a > b },
  GreaterThanOrEqualToThreshold: { words: 'greater than or equal to the threshold', test: (a, b) => a >= b },
  LessThanThreshold: { words: 'less than the threshold', test: (a, b) => a < b },
  LessThanOrEqualToThreshold: { words: 'less than or equal to the threshold', test: (a, b) => a <= b },
}

/**
 * The state that an alarm's points come to; undefined where it stays as it is.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-missing-data
 */
function judge(world: Region, view: MetricAlarm, now: number, period: number): NewState | undefined {
  const wanted = view.EvaluationPeriods ?? 1
  const needed = view.DatapointsToAlarm ?? wanted
  const { Threshold: threshold = 0, TreatMissingData: treat = 'missing' } = view
  const breach = breaches[view.ComparisonOperator ?? '']
  if (!breach) return undefined
  const from = now - (wanted + SPARE) * period
  const { queries, id } = queriesOf(view)
  let points: Map<number, number> | undefined
  try {
    const answers = answer(world, queries, checkQueries(queries, 'Metrics'), { from, until: now })
    points = answers.find((one) => one.id === id)?.lines[0]?.points
  } catch {
    // An expression that comes to nothing with what there is now has no data
    points = undefined
  }
  const range: (number | undefined)[] = []
  for (let at = from; at < now; at += period) range.push(points?.get(at))
  const real = [...(points ?? [])].slice(-wanted)
  const bad = real.filter(([, value]) => breach.test(value, threshold))
  const missing = wanted - real.length
  const value = verdict({ treat, needed, missing, bad: bad.length, good: real.length - bad.length, early: early() })
  if (value === undefined) return undefined

  /** Breaching long enough ago, and since then nothing but breaching or missing. */
  function early(): boolean {
    const first = range.findIndex((one) => one !== undefined && breach?.test(one, threshold))
    return first >= 0 && range.length - first >= needed
  }
  const last = real.at(-1)?.[1]
  const shown = value === 'OK' ? real.filter(([, one]) => !breach.test(one, threshold)) : bad
  return {
    value,
    reason: reasonOf(value, {
      shown,
      wanted,
      needed,
      missing,
      treat,
      words: breach.words,
      threshold,
      from: view.StateValue,
    }),
    data: JSON.stringify({
      version: '1.0',
      queryDate: stamp(world.clock.date()),
      ...(real[0] && { startDate: stamp(new Date(real[0][0])) }),
      ...(view.Statistic && { statistic: view.Statistic }),
      ...(view.Unit && { unit: view.Unit }),
      period: period / 1000,
      recentDatapoints: real.map(([, one]) => one),
      threshold,
      evaluatedDatapoints: [...real].reverse().map(([at, one]) => ({ timestamp: stamp(new Date(at)), value: one })),
    }),
    last,
  }
}

interface Seen {
  treat: string
  needed: number
  missing: number
  bad: number
  good: number
  early: boolean
}

function verdict({ treat, needed, missing, bad, good, early }: Seen): StateValue | undefined {
  if (missing <= 0) return bad >= needed ? 'ALARM' : 'OK'
  if (treat === 'breaching') return bad + missing >= needed ? 'ALARM' : 'OK'
  if (bad >= needed) return 'ALARM'
  if (treat === 'notBreaching' || good > 0) return 'OK'
  if (treat === 'ignore') return undefined
  if (bad === 0) return 'INSUFFICIENT_DATA'
  return early ? 'ALARM' : undefined
}

interface Told {
  shown: readonly [number, number][]
  wanted: number
  needed: number
  missing: number
  treat: string
  words: string
  threshold: number
  from: string | undefined
}

const two = (value: number) => String(value).padStart(2, '0')
/** dd/MM/yy HH:mm:ss */
function moment(at: number): string {
  const date = new Date(at)
  const day = `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${two(date.getUTCFullYear() % 100)}`
  return `${day} ${date.toISOString().slice(11, 19)}`
}
const decimal = (value: number) => (Number.isInteger(value) ? value.toFixed(1) : String(value))
const many = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`

/** In CloudWatch's words, as notifications carry them. */
function reasonOf(value: StateValue, told: Told): string {
  const { shown, wanted, needed, missing, treat, words, threshold, from } = told
  if (value === 'INSUFFICIENT_DATA')
    return `Insufficient Data: ${many(missing, 'datapoint')} ${missing === 1 ? 'was' : 'were'} unknown.`
  if (shown.length === 0) {
    const as = treat === 'breaching' ? 'Breaching' : 'NonBreaching'
    const were = missing === 1 ? 'missing datapoint was' : 'missing datapoints were'
    return `Threshold Crossed: no datapoints were received for ${many(missing, 'period')} and ${missing} ${were} treated as [${as}].`
  }
  const enough = value === 'OK' ? wanted - needed + 1 : needed
  const points = shown.map(([at, one]) => `${decimal(one)} (${moment(at)})`).join(', ')
  const were = `${shown.length === 1 ? 'was' : 'were'}${value === 'OK' ? ' not' : ''}`
  return `Threshold Crossed: ${shown.length} out of the last ${many(wanted, 'datapoint')} [${points}] ${were} ${words} (${decimal(threshold)}) (minimum ${many(enough, 'datapoint')} for ${from} -> ${value} transition).`
}
