import { type Capacity, capacityLabel } from './capacity'
import type { Definition } from './definition'
import { jsonProblem } from './json-problem'

/** Why ECS would not run a definition there, or null: its own finding (`runsOn`) decides, its network mode explains. */
export function whyNotOn(of: Pick<Definition, 'runsOn' | 'networkMode'>, capacity: Capacity): string | null {
  if (of.runsOn.includes(capacity)) return null
  const mode = of.networkMode ?? 'bridge'
  // ECS Anywhere knows no awsvpc, and Fargate nothing else ("Amazon ECS clusters for external instances"; Fargate guide).
  if (capacity === 'external' && mode === 'awsvpc')
    return 'Its network mode is awsvpc, which on-premises hosts do not have'
  if (capacity === 'fargate' && mode !== 'awsvpc') return `Fargate needs network mode awsvpc; this has ${mode}`
  return `ECS did not find it valid for ${capacityLabel[capacity]}`
}

/** A `$NAME` or `${NAME}` in the text of a definition, to be filled in. */
export interface Placeholder {
  name: string
  count: number
  /** Every one of them stands in a command, an entry point or a health check: likely the shell's own, to be left. */
  shell: boolean
}

// `$(…)`, `$$`, `${NAME:-…}` and `$lower` are not fields: they belong to shells, FireLens and templates of others.
const field = /\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Z_][A-Z0-9_]*)(?![A-Za-z0-9_]))/g

/** The placeholders of a text, in the order they first appear. */
export function placeholdersIn(text: string): Placeholder[] {
  const inShell = shellText(text)
  const counts = new Map<string, number>()
  for (const name of namesIn(text)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({
    name,
    count,
    shell: inShell.filter((other) => other === name).length === count,
  }))
}

const namesIn = (text: string): string[] => [...text.matchAll(field)].map((match) => match[1] ?? match[2] ?? '')

/** The names used within commands, entry points and health checks; none while the text does not parse. */
function shellText(text: string): string[] {
  const found: string[] = []
  const walk = (value: unknown, shell: boolean) => {
    if (typeof value === 'string') {
      if (shell) found.push(...namesIn(value))
    } else if (Array.isArray(value)) for (const item of value) walk(item, shell)
    else if (value && typeof value === 'object')
      for (const [key, item] of Object.entries(value))
        walk(item, shell || key === 'command' || key === 'entryPoint' || key === 'healthCheck')
  }
  try {
    walk(JSON.parse(text), false)
  } catch {
    return []
  }
  return found
}

/**
 * The text with its placeholders filled in; those without a value stay as they are. Inside a JSON string a value is
 * escaped, so it stays one string whatever it holds. Outside, a number or a word of JSON is put as it is, anything else
 * quoted: filling in never changes which members a definition has.
 */
export function fill(text: string, values: Record<string, string>): string {
  let at = 0
  let inString = false
  let out = ''
  for (const match of text.matchAll(field)) {
    const between = text.slice(at, match.index)
    inString = endsInString(between, inString)
    const name = match[1] ?? match[2] ?? ''
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    out += between + (value === undefined || value === '' ? match[0] : written(value, inString))
    at = match.index + match[0].length
  }
  return out + text.slice(at)
}

function written(value: string, inString: boolean): string {
  const quoted = JSON.stringify(value)
  if (inString) return quoted.slice(1, -1)
  return /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)$/.test(value) ? value : quoted
}

/** Whether a JSON string is open at the end of a stretch of text, given whether one was at its start. */
function endsInString(text: string, open: boolean): boolean {
  let inside = open
  for (let i = 0; i < text.length; i++) {
    if (inside && text[i] === '\\') i++
    else if (text[i] === '"') inside = !inside
  }
  return inside
}

export type ReadText = { json: Record<string, unknown> } | { error: string; line: number; column: number }

/**
 * A definition's text as RegisterTaskDefinition takes it. What `describe-task-definition` prints is taken too: the
 * definition is then inside. What is wrong is said with its line and column, both from 1.
 */
export function readDefinitionText(text: string): ReadText {
  const problem = jsonProblem(text)
  if (problem) return problem
  const json: unknown = JSON.parse(text)
  const start = { line: 1, column: 1 }
  if (!isObject(json))
    return { error: 'A task definition is a JSON object: { "family": …, "containerDefinitions": [ … ] }', ...start }
  const inner = isObject(json.taskDefinition) ? json.taskDefinition : json
  if (typeof inner.family !== 'string' || inner.family === '')
    return { error: 'It names no family, so ECS would not know what to call it', ...start }
  if (!Array.isArray(inner.containerDefinitions))
    return { error: 'It has no containerDefinitions: this is not a task definition', ...start }
  return { json: inner }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
