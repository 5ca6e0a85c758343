import type { HostRecord } from '../services/ecs/state'

/**
 * The cluster query language: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html
 * `attribute:site == berlin and not (agentConnected == false)`
 */
export type HostTest = (host: HostRecord) => boolean

/** @throws SyntaxError where the text is not of the language */
export function parseQuery(text: string): HostTest {
  const parser = new Parser(
    text.match(/\[|\]|\(|\)|,|==|!=|=~|!~|>=|<=|>|<|&&|\|\||"[^"]*"|'[^']*'|[^\s[\](),=!<>~&|]+|\S/g) ?? [],
  )
  return parser.whole()
}

class Parser {
  #at = 0
  constructor(private readonly words: readonly string[]) {}

  whole(): HostTest {
    const test = this.#either()
    if (this.#at < this.words.length) throw new SyntaxError(`Unexpected '${this.words[this.#at]}'`)
    return test
  }

  #either(): HostTest {
    let left = this.#both()
    while (this.#take('or', '||')) {
      const [a, b] = [left, this.#both()]
      left = (host) => a(host) || b(host)
    }
    return left
  }

  #both(): HostTest {
    let left = this.#one()
    while (this.#take('and', '&&')) {
      const [a, b] = [left, this.#one()]
      left = (host) => a(host) && b(host)
    }
    return left
  }

  #one(): HostTest {
    if (this.#take('not')) return this.#negated()
    // `!exists` follows its subject; a `!` before one is a negation
    if (this.#take('!')) return this.#negated()
    if (this.#take('(')) {
      const inner = this.#either()
      if (!this.#take(')')) throw new SyntaxError('Missing )')
      return inner
    }
    return this.#comparison(this.#word())
  }

  #negated(): HostTest {
    const inner = this.#one()
    return (host) => !inner(host)
  }

  #comparison(subject: string): HostTest {
    const read = reader(subject)
    const not = this.#take('!', 'not') !== undefined
    const operator = this.#word().toLowerCase()
    const test = this.#operator(operator, read)
    return not ? (host) => !test(host) : test
  }

  #operator(operator: string, read: (host: HostRecord) => string | undefined): HostTest {
    if (operator === 'exists') return (host) => read(host) !== undefined
    if (operator === 'in' || operator === 'not_in') {
      const values = this.#list()
      return (host) => values.includes(read(host) ?? '') === (operator === 'in')
    }
    const value = this.#word()
    switch (operator) {
      case '==':
      case 'equals':
        return (host) => read(host) === value
      case '!=':
      case 'not_equals':
        return (host) => read(host) !== value
      case '=~':
      case 'matches':
        return (host) => pattern(value).test(read(host) ?? '')
      case '!~':
        return (host) => !pattern(value).test(read(host) ?? '')
      case '>':
      case 'greater_than':
        return (host) => Number(read(host)) > Number(value)
      case '>=':
      case 'greater_than_equal':
        return (host) => Number(read(host)) >= Number(value)
      case '<':
      case 'less_than':
        return (host) => Number(read(host)) < Number(value)
      case '<=':
      case 'less_than_equal':
        return (host) => Number(read(host)) <= Number(value)
      default:
        throw new SyntaxError(`Unknown operator '${operator}'`)
    }
  }

  #list(): string[] {
    if (!this.#take('[')) throw new SyntaxError('Expected [')
    const values = [this.#word()]
    while (this.#take(',')) values.push(this.#word())
    if (!this.#take(']')) throw new SyntaxError('Missing ]')
    return values
  }

  #take(...wanted: string[]): string | undefined {
    const word = this.words[this.#at]
    if (word === undefined || !wanted.includes(word.toLowerCase())) return undefined
    this.#at += 1
    return word
  }

  #word(): string {
    const word = this.words[this.#at++]
    if (word === undefined) throw new SyntaxError('Unexpected end')
    return word.replace(/^(["'])(.*)\1$/, '$2')
  }
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(`^(?:${text})$`)
  } catch {
    // A glob, as in the guide's own `attribute:ecs.instance-type =~ t2.*`, is a pattern already; anything worse matches nothing
    return /$^/
  }
}

function reader(subject: string): (host: HostRecord) => string | undefined {
  if (subject.startsWith('attribute:')) {
    const name = subject.slice('attribute:'.length)
    return (host) => host.attributes.get(name)
  }
  if (subject === 'task:group') return (host) => [...host.groups.keys()][0]
  const read = Object.hasOwn(subjects, subject) ? subjects[subject] : undefined
  if (!read) throw new SyntaxError(`Unknown subject '${subject}'`)
  return read
}

const subjects: Record<string, (host: HostRecord) => string | undefined> = {
  agentConnected: (host: HostRecord) => String(host.connected),
  agentVersion: (host: HostRecord) => host.view.versionInfo?.agentVersion,
  ec2InstanceId: (host: HostRecord) => host.machine,
  registeredAt: (host: HostRecord) => host.view.registeredAt?.toISOString(),
  runningTasksCount: (host: HostRecord) => String(host.tasks.size),
}
