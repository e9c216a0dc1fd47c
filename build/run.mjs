// Running other programs, and saying what is going on. Nothing here needs node_modules.
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

/** The checkout. */
export const root = resolve(import.meta.dirname, '..')

export const ci = Boolean(process.env.CI)

/** A mistake of the user or of the machine: its message is all there is to say. */
export class Failure extends Error {}

export function step(title) {
  console.log(`${process.stdout.isTTY ? '\u001b[1m' : ''}==> ${title}${process.stdout.isTTY ? '\u001b[0m' : ''}`)
}

/** Shows the program's output and resolves to its exit code (128 and more: ended by a signal). */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(signal === null ? code : 128))
  })
}

/** Keeps the output instead of showing it. Without `input` the program's input is empty; with it, it stays open. */
export function capture(command, args, { input, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'pipe', ...options })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', text => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', text => (stderr += text))
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code: signal === null ? code : 128, stdout, stderr }))
    // A program that ended early does not read the rest.
    child.stdin.on('error', () => {})
    if (input) child.stdin.write(input)
    else child.stdin.end()
  })
}

/** A script of a dependency, run by this Node: `tool('typescript/bin/tsc')`. */
export function tool(path) {
  return resolve(root, 'node_modules', path)
}

/** Runs a script's main function: failures are one line, everything else is a bug with its stack. */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error)
    process.exitCode = error instanceof Failure ? 2 : 1
  }
}
