'use client'
import { Check, Copy, Pause, Play } from 'lucide-react'
import { parseAsString, useQueryState } from 'nuqs'
import { useDeferredValue, useLayoutEffect, useRef, useState } from 'react'
import { LogLines } from '@/components/fleet/log-lines'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { CopyBlock } from '@/components/ui/copy-block'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { SearchBox } from '@/components/ui/search-box'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { ToneShape } from '@/components/ui/tone'
import { useCopy } from '@/components/ui/use-copy'
import { findIn } from '@/lib/model/log-text'
import { shellWord } from '@/lib/model/shell'
import type { Task } from '@/lib/model/task'
import { counted } from '@/lib/model/units'
import { type TaskLog, useTaskLog } from './use-task-log'

/** Lines that were on their way when the task stopped arrive within this time. */
const lateMs = 60_000
/** So near its end, one is still reading along. */
const nearPx = 224
/** What scrolls has to be reachable from the keyboard. */
const reachable = { tabIndex: 0 }

/** A container's log: followed, searched, copied, read back to its beginning. */
export function TaskLogs({ of, now }: { of: Task; now: string }) {
  const names = of.containers.map((container) => container.name)
  const [chosen, choose] = useQueryState('container', parseAsString)
  const [wanted, search] = useQueryState('find', parseAsString.withDefault(''))
  const [follow, setFollow] = useState(true)
  const [stamps, setStamps] = useState(true)
  const [wrap, setWrap] = useState(true)
  const container = chosen ?? names[0] ?? ''
  const over = of.stoppedAt !== null && Date.parse(now) - Date.parse(of.stoppedAt) > lateMs
  const log = useTaskLog(of, container, follow && !over)
  const any = (log.data?.chunks.length ?? 0) > 0
  if (container === '')
    return <EmptyState title="No containers yet" body="ECS tells of them once the task is placed." />
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="w-48">
          <Select
            aria-label="Container"
            value={container}
            onChange={(event) => void choose(event.target.value)}
            options={[...new Set([...names, container])].map((name) => ({ value: name, label: name }))}
          />
        </div>
        {any && (
          <>
            <SearchBox value={wanted} onSearch={(text) => void search(text || null)} label="Find in these lines" />
            <Checkbox label="Times" checked={stamps} onChange={(event) => setStamps(event.target.checked)} />
            <Checkbox label="Wrap" checked={wrap} onChange={(event) => setWrap(event.target.checked)} />
            <div className="ml-auto flex gap-2">
              {log.data && <CopyLog of={log.data} wanted={wanted} stamps={stamps} />}
              {!over && (
                <Button icon={follow ? <Pause aria-hidden /> : <Play aria-hidden />} onClick={() => setFollow(!follow)}>
                  {follow ? 'Pause' : 'Follow'}
                </Button>
              )}
            </div>
          </>
        )}
      </div>
      {log.data ? (
        <Lines
          key={container}
          of={of}
          log={log}
          data={log.data}
          container={container}
          wanted={wanted}
          stamps={stamps}
          wrap={wrap}
          follow={follow}
          onFollow={setFollow}
          state={over ? 'It has ended.' : follow ? 'Following.' : 'Paused.'}
        />
      ) : log.error ? (
        <ErrorState title="The log could not be read" message={log.error.message} onRetry={() => void log.refetch()} />
      ) : (
        <div aria-busy="true">
          <span className="sr-only">Reading the log</span>
          <Skeleton className="h-96 w-full" />
        </div>
      )}
    </div>
  )
}

interface Shown {
  of: Task
  log: ReturnType<typeof useTaskLog>
  data: TaskLog
  container: string
  wanted: string
  stamps: boolean
  wrap: boolean
  follow: boolean
  onFollow: (follow: boolean) => void
  state: string
}

function Lines({ of, log, data, container, wanted, stamps, wrap, follow, onFollow, state }: Shown) {
  const box = useRef<HTMLDivElement>(null)
  const held = useRef<{ first: number | undefined; height: number }>({ first: undefined, height: 0 })
  const text = useDeferredValue(wanted)
  const first = data.chunks[0]?.id
  const all = data.chunks.reduce((sum, chunk) => sum + chunk.lines.length, 0)
  useLayoutEffect(() => {
    const at = box.current
    if (!at) return
    if (follow) at.scrollTop = at.scrollHeight
    // Older lines came in above: what was being read stays where it was.
    else if (held.current.first !== first) at.scrollTop += at.scrollHeight - held.current.height
    held.current = { first, height: at.scrollHeight }
  })
  if (all === 0)
    return (
      <div className="rounded-lg border bg-surface">
        <EmptyState
          title={data.whyNot ? 'No log to read here' : 'Nothing logged yet'}
          body={<WhyNot of={data} task={of} container={container} />}
        />
      </div>
    )
  const found = text
    ? data.chunks.reduce(
        (sum, { lines }) => sum + lines.filter((line) => findIn(line.shown, text).length > 0).length,
        0,
      )
    : all
  return (
    <div className="rounded-lg border bg-surface">
      <section
        ref={box}
        aria-label={`Log of ${container}`}
        {...reachable}
        onWheel={(event) => event.deltaY < 0 && onFollow(false)}
        onScroll={({ currentTarget: at }) => {
          if (follow && at.scrollHeight - at.scrollTop - at.clientHeight > nearPx) onFollow(false)
        }}
        className="h-[max(320px,calc(100dvh-348px))] overflow-auto rounded-t-lg py-2 font-mono text-xs leading-5 [overflow-anchor:none]"
      >
        <p className="flex h-8 items-center px-3 font-sans text-ink-3">
          {log.older.load ? (
            <Button
              size="sm"
              pending={log.older.pending}
              onClick={() => {
                onFollow(false)
                void log.older.load?.()
              }}
            >
              Load older lines
            </Button>
          ) : (
            'The log begins here'
          )}
          {log.older.error && <span className="ml-3 text-failed">{log.older.error.message}</span>}
        </p>
        <div className={cn(wrap ? 'min-w-full' : 'w-fit min-w-full')}>
          {data.chunks.map((chunk) => (
            <LogLines key={chunk.id} lines={chunk.lines} wanted={text} stamps={stamps} wrap={wrap} />
          ))}
        </div>
      </section>
      <p className="flex min-h-9 flex-wrap items-center gap-x-2 border-t px-3 py-1.5 text-ink-3 text-xs" role="status">
        {log.error ? (
          <span className="flex items-center gap-1.5 text-attention">
            <ToneShape tone="attention" />
            Could not read on: {log.error.message}
          </span>
        ) : (
          <span>{state}</span>
        )}
        <span>
          {text ? `${found.toLocaleString('en-US')} of ${counted(all, 'line')} hold “${text}”` : counted(all, 'line')}
        </span>
        <span className="ml-auto min-w-0 break-all font-mono">
          {data.group} · {data.stream}
        </span>
      </p>
    </div>
  )
}

const WhyNot = ({ of, task, container }: { of: TaskLog; task: Task; container: string }) => (
  <>
    <p>{of.whyNot ?? `${container} has written nothing so far. New lines appear here as they come.`}</p>
    {of.whyNot?.includes('docker logs') && task.capacity !== 'fargate' && (
      <div className="mt-4 text-left">
        <CopyBlock label={`On ${task.hostName ?? 'the machine'}`} code={onMachine(task, container)} />
      </div>
    )}
    {of.group && (
      <p className="mt-1 break-all font-mono text-ink-3 text-xs">
        {of.group} · {of.stream}
      </p>
    )}
  </>
)

/**
 * Reads a container's output where it runs. The agent labels every container with its task and its name
 * (amazon-ecs-agent, agent/engine/docker_task_engine.go).
 */
const onMachine = (of: Task, container: string) =>
  `docker logs --tail 500 "$(docker ps -aqf ${shellWord(`label=com.amazonaws.ecs.task-arn=${of.arn}`)} -f ${shellWord(`label=com.amazonaws.ecs.container-name=${container}`)})"`

function CopyLog({ of, wanted, stamps }: { of: TaskLog; wanted: string; stamps: boolean }) {
  const { copy, done, failed } = useCopy()
  const lines = () =>
    of.chunks
      .flatMap((chunk) => chunk.lines)
      .filter((line) => !wanted || findIn(line.shown, wanted).length > 0)
      .map((line) => (stamps ? `${line.at} ${line.shown}` : line.shown))
  return (
    <Button
      icon={done ? <Check aria-hidden className="text-ok" /> : <Copy aria-hidden />}
      onClick={() => void copy(`${lines().join('\n')}\n`)}
    >
      {failed ? 'Refused' : done ? 'Copied' : wanted ? 'Copy found' : 'Copy'}
    </Button>
  )
}
