import type * as logs from '@aws-sdk/client-cloudwatch-logs'
import { type QueryInfo, QueryStatus, type ResultField } from '@aws-sdk/client-cloudwatch-logs'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badToken, groupOf, invalid, limitOf, queryMissing, within } from './errors'
import { planOf } from './insights/plan'
import { carryOut } from './insights/run'
import type { GroupRecord, QueryRecord } from './state'

/** How long after its start a query is running, and how long after it is complete, in milliseconds. */
const runs = 200
const completes = 700
/** The oldest are forgotten: AWS keeps the results for seven days, the sandbox so many of them. */
const kept = 100

export const queries: Handlers<typeof logs, Region> = {
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
  StartQuery(input, world, caller) {
    const { queryString = '', queryLanguage = 'CWLI' } = input
    if (queryLanguage !== 'CWLI')
      throw invalid(
        ['SQL', 'PPL'].includes(queryLanguage)
          ? `The sandbox does not offer the query language ${queryLanguage}.`
          : unfit('queryLanguage', queryLanguage, 'satisfy enum value set: [CWLI, SQL, PPL]'),
      )
    if (queryString.length > 10_000)
      throw invalid(unfit('queryString', queryString.slice(0, 100), 'have length less than or equal to 10000'))
    const [start, end] = [moment('startTime', input.startTime), moment('endTime', input.endTime)]
    if (start > end) throw invalid('Start time must not be after end time.')
    const limit = limitOf(input.limit, 100_000, 10_000)
    const groups = groupsOf(world, input)
    const plan = planOf(queryString)
    const result = carryOut(world, groups, plan, { start, end, limit })
    const record: QueryRecord = {
      id: world.random.uuid(),
      text: queryString,
      group: groups[0]?.name ?? '',
      groups: groups.length,
      createdAt: world.clock.now(),
      by: caller.principal,
      ...result,
    }
    const { queries } = world.logs
    queries.set(record.id, record)
    const [oldest] = queries.keys()
    if (queries.size > kept && oldest !== undefined) queries.delete(oldest)
    return { queryId: record.id }
  },

  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html
  GetQueryResults(input, world) {
    const record = queryOf(world, input.queryId)
    const size = limitOf(input.maxItems, 10_000, 10_000, 'maxItems')
    const now = world.clock.now()
    // Whoever asks again while the clock stands would ask for ever: to them it is complete.
    if (record.askedAt === now) record.completedAt ??= now
    record.askedAt = now
    const status = statusOf(world, record)
    const complete = status === 'Complete'
    const { items, next } = pageOf(complete ? record.rows : [], { size, token: input.nextToken, refuse: badToken })
    return {
      queryLanguage: 'CWLI',
      status,
      results: items.map((row) => fieldsOf(record.columns, row)),
      statistics: {
        recordsMatched: complete ? record.matched : 0,
        recordsScanned: complete ? record.scanned : 0,
        bytesScanned: complete ? record.bytes : 0,
        estimatedRecordsSkipped: 0,
        estimatedBytesSkipped: 0,
        logGroupsScanned: complete ? record.groups : 0,
      },
      ...(next && { nextToken: next }),
    }
  },

  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StopQuery.html
  StopQuery(input, world) {
    const record = queryOf(world, input.queryId)
    const status = statusOf(world, record)
    if (status !== 'Scheduled' && status !== 'Running')
      throw invalid(`Query with the id ${record.id} is not running: its status is ${status}.`)
    record.stoppedAt = world.clock.now()
    return { success: true }
  },

  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeQueries.html
  DescribeQueries(input, world) {
    const { logGroupName, status, maxResults, queryLanguage = 'CWLI', nextToken } = input
    if (status !== undefined && !Object.hasOwn(QueryStatus, status))
      throw invalid(unfit('status', status, `satisfy enum value set: [${Object.keys(QueryStatus).join(', ')}]`))
    const found = [...world.logs.queries.values()]
      .filter(({ group }) => logGroupName === undefined || group === logGroupName)
      .filter((one) => status === undefined || statusOf(world, one) === status)
      .filter(() => queryLanguage === 'CWLI')
      .reverse()
    const size = limitOf(maxResults, 1_000, 1_000, 'maxResults')
    const { items, next } = pageOf(found, { size, token: nextToken, refuse: badToken })
    return { queries: items.map((one) => view(world, one)), ...(next && { nextToken: next }) }
  },
}

function view(world: Region, record: QueryRecord): QueryInfo {
  const status = statusOf(world, record)
  const end = record.stoppedAt ?? record.completedAt ?? record.createdAt + completes
  return {
    queryLanguage: 'CWLI',
    queryId: record.id,
    queryString: record.text,
    status,
    createTime: record.createdAt,
    logGroupName: record.group,
    ...(status === 'Complete' && { queryDuration: end - record.createdAt, bytesScanned: record.bytes }),
    userIdentity: record.by,
  }
}

function statusOf(world: Region, { stoppedAt, completedAt, createdAt }: QueryRecord): QueryStatus {
  if (stoppedAt !== undefined) return 'Cancelled'
  const age = world.clock.now() - createdAt
  if (completedAt !== undefined || age >= completes) return 'Complete'
  return age >= runs ? 'Running' : 'Scheduled'
}

function queryOf({ logs }: Region, id = ''): QueryRecord {
  const record = logs.queries.get(id)
  if (!record) throw queryMissing(id)
  return record
}

/** What a row lacks is left out of it. */
const fieldsOf = (columns: readonly string[], row: readonly (string | undefined)[]): ResultField[] =>
  columns.flatMap((field, index) => {
    const value = row[index]
    return value === undefined ? [] : [{ field, value }]
  })

/** Seconds, as AWS documents them; milliseconds are understood as well. */
function moment(path: string, given = 0): number {
  if (given < 0) throw invalid(unfit(path, given, 'have value greater than or equal to 0'))
  return given >= 100_000_000_000 ? given : given * 1_000
}

function groupsOf(world: Region, input: Parameters<NonNullable<typeof queries.StartQuery>>[0]): GroupRecord[] {
  const { logGroupName, logGroupNames, logGroupIdentifiers } = input
  const given = [logGroupName === undefined ? undefined : [logGroupName], logGroupNames, logGroupIdentifiers]
  const [names, ...more] = given.filter((one) => one !== undefined)
  if (!names || more.length > 0)
    throw invalid('Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be given.')
  within('logGroupNames', names, 1, 50)
  return [...new Set(names.map((name) => groupOf(world, undefined, name)))]
}
