import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { say } from './say.mjs'

const there = () => spawnSync('aws', ['--version'], { encoding: 'utf8' }).status === 0

/**
 * Whether there is an `aws` command to try the sandbox with. Debian's is installed where it can be, beside another there
 * may be: clients of several ages read one sandbox.
 */
export function findAwsCli() {
  if (existsSync('/usr/bin/aws')) return there()
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing the aws command for the tests…')
    const apt = (...args) =>
      spawnSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    apt('update', '-q')
    apt('install', '-y', '-q', '--no-install-recommends', 'awscli')
  }
  if (there()) return true
  say('There is no aws command here: the tests with it are left to machines that have one.')
  return false
}
