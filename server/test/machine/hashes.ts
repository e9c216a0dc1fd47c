// A program for `determinism.test.ts`, which runs it in other processes: the hash of the machine after each stretch of
// instructions of the programs below, and once behind a snapshot and a restore.
import { hashOf } from '../../src/machine/hash.ts'
import { hostedMachine, startMain } from '../../src/machine/hosted/hostedProgram.ts'
import { hostedUnits } from '../../src/machine/hosted/hostedUnits.ts'
import { openLibrary } from '../../src/main/library.node.ts'

export const programs = {
  pointers: `
#include <stdlib.h>
#include <string.h>
struct node { struct node *left, *right; int key; char name[12]; };
static struct node *root; static unsigned state = 7;
static unsigned next(void) { return state = state * 1664525u + 1013904223u; }
static void insert(struct node **at, int key) { while (*at) at = key < (*at)->key ? &(*at)->left : &(*at)->right; *at = calloc(1, sizeof **at); (*at)->key = key; strcpy((*at)->name, "node"); }
static void drop(struct node *n) { if (n) { drop(n->left); drop(n->right); free(n); } }
int main(void) { for (;;) { for (int i = 0; i < 20; i++) insert(&root, next() >> 20); drop(root); root = 0; } }`,
  // Which of the many NaNs an operation gives must not depend on how far the engine has compiled it.
  floating: `
#include <math.h>
static double all[64]; static float single[64]; static unsigned long bits;
int main(void) { double zero = 0, x = 1; union { double d; unsigned long u; } u; for (unsigned i = 0; ; i++) {
  x = x * 1.0000001 + i % 7; all[i % 64] = i % 3 ? x / zero : zero / zero; single[i % 64] = (float)(all[i % 64] - all[(i + 1) % 64]);
  u.u = 0x7ff0000000000001ul + i; all[(i + 5) % 64] = u.d; all[(i + 9) % 64] = u.d + single[i % 64]; u.d = sqrt(-x) * all[i % 64]; bits ^= u.u; } }`,
}

export function hashes(server: string, source: string): string[] {
  const library = openLibrary(server)
  const read = (path: string) => (path === '/a.c' ? source : undefined)
  const files = { path: '/a.c', includePaths: [], defines: [], read, library: (path: string) => library.file(path) }
  const machine = hostedMachine(hostedUnits(files)!, () => undefined)
  machine.initialize()
  const thread = startMain(machine)!
  const found: string[] = []
  for (let i = 0; i < 60; i++) {
    machine.run(thread, 997 + 400 * i)
    found.push(hashOf(machine))
    const snapshot = machine.snapshot()
    machine.run(thread, 5_000)
    machine.restore(snapshot)
  }
  return found
}

if (process.argv[2] === 'print')
  for (const source of Object.values(programs)) console.log(hashes(process.argv[3]!, source).join('\n'))
