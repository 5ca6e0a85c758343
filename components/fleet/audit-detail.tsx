import { AuditOutcome } from '@/components/fleet/audit-outcome'
import { AuditTarget } from '@/components/fleet/audit-target'
import { Age } from '@/components/ui/age'
import { durationText, exactText } from '@/components/ui/age-text'
import { CodeBlock } from '@/components/ui/code-block'
import { Id } from '@/components/ui/id'
import { Section } from '@/components/ui/page'
import { Properties } from '@/components/ui/properties'
import { SaidError } from '@/components/ui/said-error'
import type { AuditRow } from '@/lib/model/audit'

/** One write as the audit has it: its intent and its outcome together, what was sent, and the hashes of both rows. */
export function AuditDetail({ rows, now }: { rows: AuditRow[]; now: string }) {
  const intent = rows.find((row) => row.phase === 'intent')
  const outcome = rows.find((row) => row.phase !== 'intent')
  const row = outcome ?? intent
  if (!row) return <p className="text-ink-2">The audit has no such write.</p>
  return (
    <>
      {row.error && <SaidError error={{ message: row.error.message }} />}
      <Properties
        items={[
          { label: 'Outcome', value: <AuditOutcome of={row.phase} /> },
          {
            label: 'Who',
            value: (
              <>
                {row.actor} <span className="text-ink-3">{row.role ?? 'no role'}</span>
              </>
            ),
          },
          { label: 'To what', value: <AuditTarget of={row} /> },
          { label: 'Asked', value: intent ? <Moment at={intent.at} now={now} /> : 'refused before anything was sent' },
          {
            label: 'Answered',
            value: outcome ? (
              <>
                <Moment at={outcome.at} now={now} />
                {intent && <span className="text-ink-3"> · took {took(intent, outcome)}</span>}
              </>
            ) : (
              'not yet'
            ),
          },
          { label: 'Permission', value: <span className="font-mono text-xs">{row.action}</span> },
          { label: 'Sent to', value: <span className="break-all font-mono text-xs">{row.target}</span>, wide: true },
          { label: 'Request', value: <Id value={row.requestId} whole label="the request id" />, wide: true },
        ]}
      />
      <Section title="AWS calls">
        {row.calls.length === 0 ? (
          <p className="text-ink-2">{outcome ? 'Nothing was sent to AWS.' : 'Not known yet.'}</p>
        ) : (
          <ul className="rounded-lg border bg-surface">
            {row.calls.map((call, at) => (
              <li
                key={call.requestId ?? at}
                className="flex flex-wrap items-center justify-between gap-x-4 border-b px-4 py-2 last:border-b-0"
              >
                <span className="font-mono text-xs">
                  {call.service}:{call.action}
                </span>
                {call.requestId ? (
                  <Id value={call.requestId} max={40} label="AWS’s request id" />
                ) : (
                  <span className="text-ink-3 text-xs">AWS gave no request id</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="What was asked">
        <CodeBlock label="The input, as the audit keeps it">{JSON.stringify(row.input, null, 2)}</CodeBlock>
      </Section>
      <Section title="Hashes" description="Each row’s hash covers all it says and the hash of the row before it.">
        <Properties
          items={[...rows]
            .sort((a, b) => a.id - b.id)
            .map(({ id, phase, hash }) => ({
              label: `Row ${id.toLocaleString('en-US')}, ${phase === 'intent' ? 'the intent' : 'the outcome'}`,
              value: <Id value={hash} whole label={`the hash of row ${id}`} />,
              wide: true,
            }))}
        />
      </Section>
    </>
  )
}

const Moment = ({ at, now }: { at: string; now: string }) => (
  <span title={exactText(Date.parse(at))}>
    <Age at={at} now={now} />
  </span>
)

function took(intent: AuditRow, outcome: AuditRow): string {
  const ms = Date.parse(outcome.at) - Date.parse(intent.at)
  return ms < 1000 ? `${ms} ms` : durationText(ms)
}
