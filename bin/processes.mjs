import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

// Containers often have no ps, and always this.
const proc = existsSync('/proc/self/stat')

function ps(pid, column) {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  const { stdout } = spawnSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8', env })
  return stdout?.trim() ?? ''
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/**
 * When a process started, only to be compared: a process's number becomes another's once it is gone, and in a container
 * made anew at once. Empty when there is no such process, or nobody to ask.
 */
export function startOf(pid) {
  if (!proc) return ps(pid, 'lstart')
  // The words after the name, which is in brackets and may hold anything; the 20th is its start, in ticks since boot.
  return read(`/proc/${pid}/stat`).split(') ').at(-1).split(' ')[19] ?? ''
}

/** Whether a process runs that has this word on its command line. */
export function runsWith(pid, word) {
  if (!proc) return ` ${ps(pid, 'args')} `.includes(` ${word} `)
  return read(`/proc/${pid}/cmdline`).split('\0').includes(word)
}

export function alive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}
