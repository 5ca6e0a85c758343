import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListClustersCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs'
import { CreateActivationCommand, SSMClient } from '@aws-sdk/client-ssm'

/** Figures of the sandbox alone: `tsx bench/sandbox.ts`, or with all others by `npm run bench`. */
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`

interface Running {
  url: string
  child: ChildProcess
  /** From the command to its first good answer, in milliseconds. */
  ms: number
}

async function run(...args: string[]): Promise<Running> {
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', '--port', '0', '--still', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (!child.stdout) throw new Error('Its output is piped')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const url = /http:\S+/.exec(line)?.[0]
  if (!url) throw new Error(`The sandbox did not start: ${line}`)
  await control(url, 'GET', 'clock')
  return { url, child, ms: performance.now() - began }
}

async function control(url: string, method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const reply = await fetch(`${url}/_sandbox/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${path}: ${text}`)
  return JSON.parse(text) as Record<string, unknown>
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const clientOf = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
})

/** Resident memory of a process in MiB; undefined where there is no /proc. */
function memory({ pid }: ChildProcess): number | undefined {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return undefined
  }
}

/** Runs what is to be done, so many at a time. */
async function inFlight(many: number, jobs: readonly (() => Promise<unknown>)[]): Promise<void> {
  const left = jobs.values()
  await Promise.all(
    Array.from({ length: many }, async () => {
      for (const job of left) await job()
    }),
  )
}

/** 250 pages of ListTasks and 250 DescribeTasks of 100 tasks, in turn. */
async function jobsFor(endpoint: string, pages: { cluster: string; tasks: string[] }[]) {
  const ecs = new ECSClient(clientOf(endpoint))
  const jobs = Array.from(
    { length: 250 },
    (_, index) => pages[index % pages.length] ?? { cluster: '', tasks: [] },
  ).flatMap(({ cluster, tasks }) => [
    () => ecs.send(new ListTasksCommand({ cluster })),
    () => ecs.send(new DescribeTasksCommand({ cluster, tasks, include: ['TAGS'] })),
  ])
  return { jobs, close: () => ecs.destroy() }
}

async function pagesOf(url: string): Promise<{ cluster: string; tasks: string[] }[]> {
  const ecs = new ECSClient(clientOf(url))
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}))
  const pages: { cluster: string; tasks: string[] }[] = []
  for (const cluster of clusterArns) {
    let nextToken: string | undefined
    for (let page = 0; page < 10; page++) {
      const list = await ecs.send(new ListTasksCommand({ cluster, ...(nextToken && { nextToken }) }))
      pages.push({ cluster, tasks: list.taskArns ?? [] })
      nextToken = list.nextToken
    }
  }
  return pages
}

/** A server that answers with bytes it was given, by operation: what the same calls cost without a sandbox. */
const replay = `
  const { workerData, parentPort } = require('node:worker_threads')
  const server = require('node:http').createServer((request, reply) => {
    request.resume().on('end', () => {
      const body = workerData[request.headers['x-amz-target'].split('.')[1]]
      reply.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': Buffer.byteLength(body) }).end(body)
    })
  })
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))`

async function floorOf(url: string, page: { cluster: string; tasks: string[] }): Promise<number> {
  const bytes = async (operation: string, input: unknown) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`,
      authorization:
        'AWS4-HMAC-SHA256 Credential=123456789012/20261124/us-east-1/ecs/aws4_request, SignedHeaders=host, Signature=0',
    }
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) })).text()
  }
  const worker = new Worker(replay, {
    eval: true,
    workerData: {
      ListTasks: await bytes('ListTasks', { cluster: page.cluster }),
      DescribeTasks: await bytes('DescribeTasks', { ...page, include: ['TAGS'] }),
    },
  })
  const [port] = (await once(worker, 'message')) as [number]
  const { jobs, close } = await jobsFor(`http://127.0.0.1:${port}`, [page])
  const ms = await timed(() => inFlight(16, jobs))
  close()
  await worker.terminate()
  return ms
}

/** How long the scheduler takes for two services of 5,000 tasks on 500 hosts. */
async function placements(url: string): Promise<number> {
  const [ecs, ssm] = [new ECSClient(clientOf(url)), new SSMClient(clientOf(url))]
  await control(url, 'POST', 'reset', { seed: 'empty' })
  await ecs.send(new CreateClusterCommand({ clusterName: 'bench' }))
  const key = await ssm.send(new CreateActivationCommand({ IamRole: 'ecsAnywhereRole', RegistrationLimit: 500 }))
  const host = {
    activationId: key.ActivationId,
    activationCode: key.ActivationCode,
    cluster: 'bench',
    cpu: 64 * 32,
    memory: 64 * 40,
  }
  await inFlight(
    16,
    Array.from({ length: 500 }, (_, index) => () => control(url, 'POST', 'join', { ...host, name: `host-${index}` })),
  )
  await control(url, 'POST', 'clock', { advance: '1m' })
  const container = { name: 'main', image: 'registry.example/small:1', cpu: 64, memory: 64 }
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'small',
      requiresCompatibilities: ['EXTERNAL'],
      containerDefinitions: [container],
    }),
  )
  const services = ['a', 'b']
  for (const serviceName of services)
    await ecs.send(
      new CreateServiceCommand({
        cluster: 'bench',
        serviceName,
        taskDefinition: 'small',
        desiredCount: 5_000,
        launchType: 'EXTERNAL',
      }),
    )
  const placed = async () => {
    const found = await ecs.send(new DescribeServicesCommand({ cluster: 'bench', services }))
    return (found.services ?? []).reduce((sum, one) => sum + (one.pendingCount ?? 0) + (one.runningCount ?? 0), 0)
  }
  const ms = await timed(async () => {
    for (let second = 0; (await placed()) < 10_000; second++) {
      if (second > 600) throw new Error(`Only ${await placed()} of 10,000 tasks were placed`)
      await control(url, 'POST', 'clock', { advance: '1s' })
    }
  })
  ecs.destroy()
  ssm.destroy()
  return ms
}

/** What loopback itself takes for a reset's two answers: an empty one from a server that does nothing. */
async function emptyReply(): Promise<number> {
  const server = createServer((_, reply) => void reply.end('{}')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await (await fetch(url)).text()
  const ms = await timed(async () => (await fetch(url)).text())
  server.closeAllConnections()
  server.close()
  return ms
}

export async function benchSandbox(print: (line: string) => void): Promise<void> {
  const floor = await run('--seed', 'empty')
  print(`S1 empty-seed ${seconds(floor.ms)} (its floor)`)
  floor.child.kill()
  const { url, child, ms } = await run('--seed', 'big')
  print(`S1 big-seed ${seconds(ms)} goal 3 s`)
  const used = () => `${memory(child)?.toFixed(0) ?? 'unknown'} MB`
  print(`S2 big-seed-rss ${used()} goal 700 MB`)
  // What is measured is the sandbox, not how many calls AWS takes: the big seed throttles as AWS does.
  await control(url, 'POST', 'settings', { throttle: false })
  const pages = await pagesOf(url)
  const { jobs, close } = await jobsFor(url, pages)
  await inFlight(16, jobs.slice(0, 32))
  const first = pages[0]
  if (!first) throw new Error('The big seed has tasks')
  print(`S3 500-list-and-describe-tasks floor ${seconds(await floorOf(url, first))} (the same bytes, kept ready)`)
  print(`S3 500-list-and-describe-tasks ${seconds(await timed(() => inFlight(16, jobs)))} goal 2.5 s`)
  close()
  print(`S2 big-seed-rss-after-calls ${used()} goal 700 MB`)
  const minute = await timed(() => control(url, 'POST', 'clock', { advance: '1m' }))
  print(`S5 big-seed-lives-a-minute ${minute.toFixed(0)} ms goal 250 ms`)
  print(`S4 10000-placements ${seconds(await placements(url))} goal 2 s`)
  print(`S6 reset floor ${(await emptyReply()).toFixed(1)} ms (an empty reply)`)
  for (const seed of ['empty', 'workshop', 'small', 'hostile', 'edge']) {
    await control(url, 'POST', 'reset', { seed })
    const again = await timed(() => control(url, 'POST', 'reset', { seed }))
    print(`S6 reset-${seed} ${again.toFixed(0)} ms goal 100 ms`)
  }
  const digests: unknown[] = []
  for (let time = 0; time < 2; time++) {
    await control(url, 'POST', 'reset', { seed: 'big' })
    digests.push((await control(url, 'GET', 'digest')).digest)
  }
  print(`S7 big-seed-twice ${digests[0] === digests[1] ? 'the same' : 'DIFFERENT'} goal the same`)
  child.kill()
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await benchSandbox((line) => void process.stdout.write(`${line}\n`))
