import { describe, expect, test } from 'vitest'
import { memoryFiles } from '../../project/files.ts'
import { openLibrary } from '../library.node.ts'
import { type ExecOptions, exec } from './exec.ts'
import { type Host, UsageError } from './host.ts'

const library = openLibrary(import.meta.dirname)

function run(source: string, more: Partial<ExecOptions> = {}, other?: string) {
  let [out, err] = ['', '']
  const host: Pick<Host, 'cwd' | 'files' | 'library' | 'out' | 'err' | 'now'> = {
    cwd: '/w',
    files: memoryFiles({ '/w/a.c': source, '/w/b.c': other ?? '', '/w/own/own.h': '#define OWN 5\n' }),
    library: () => library,
    out: text => void (out += text),
    err: text => void (err += text),
    now: () => 0,
  }
  const options = { include: [], define: [], stats: false, limit: 1e6, ...more }
  return { status: exec(other === undefined ? ['a.c'] : ['a.c', 'b.c'], options, host as Host), out, err }
}

describe('mrx exec', () => {
  test("output and exit status are the program's", () => {
    const source =
      '#include <stdio.h>\nint main(int n, char **v) { puts("h\\xc3\\xa4"); fputs("e", stderr); return n + (v[1] == 0); }'
    expect(run(source)).toEqual({ status: 2, out: 'hä\n', err: 'e' })
  })

  test('a fault has its place, its stack and the history of the block', () => {
    const source = `#include <stdlib.h>
static void use(int *p)
{
  *p = 1;
}
int main(void)
{
  int *p = malloc(4);
  free(p);
  use(p);
}
`
    expect(run(source)).toEqual({
      status: 134,
      out: '',
      err: `a.c:4:3: MRX202: the program writes 4 bytes at a block of 4 bytes from malloc, which was freed
  in use at a.c:4:3
  in main at a.c:10:3
  allocated by malloc at a.c:8:12
  freed at a.c:9:3
`,
    })
  })

  test('a fault in the library is told where it was called', () => {
    expect(run('#include <string.h>\nint main(void)\n{\n  char b[2] = "a";\n  strcat(b, "b");\n}\n').err).toContain(
      'a.c:5:3: MRX204',
    )
  })

  test('an endless loop ends at the limit', () => {
    expect(run('int main(void) { for (;;) ; }').err).toMatch(/^a\.c:1:\d+: MRX217: the program does not end\n/)
  })

  test('what is not supported is told at its line', () => {
    const { status, err } = run('int main(void)\n{\n  __int128 x = 1;\n  return x > 0;\n}\n')
    expect([status, err]).toEqual([2, 'mrx: a.c:3:12: not supported: integers of type __int128\n'])
  })

  test('what is not declared is told, and called', () => {
    const { status, err } = run('int main(void)\n{\n  return later(1) + abs(-1);\n}\nint later(int n) { return n; }\n')
    expect([status, err]).toEqual([
      2,
      `mrx: a.c:3:10: warning: 'later' is not declared; int later() is assumed
mrx: a.c:3:21: warning: 'abs' is not declared; the compiler's own function is assumed
`,
    ])
  })

  test('a program of several files', () => {
    const main = 'int shared; int other(int *);\nint main(void) { return other(&shared); }'
    expect(run(main, {}, 'int shared = 3; int other(int *p) { return *p + shared; }')).toMatchObject({ status: 6 })
    const { err } = run(main, {}, 'int shared = 3;\nint other(int *p) { return p[1]; }')
    expect(err).toMatch(/^b\.c:2:\d+: MRX204: .*\n {2}in other at b\.c:2:\d+\n {2}in main at a\.c:2:/)
  })

  test('options', () => {
    const source =
      '#include <stdio.h>\n#include "own.h"\nint main(void) { printf("%d %d %d", OWN, X, (int)sizeof(long)); return 0; }'
    const { status, out, err } = run(source, { include: ['own'], define: ['X=3'], arch: 'x64', stats: true })
    expect([status, out]).toEqual([0, '5 3 4'])
    expect(err).toMatch(/^\d+ instructions, 0 ms/)
  })

  test('errors of the source and missing files', () => {
    expect(run('int main(void) { return x; }')).toMatchObject({
      status: 2,
      err: "mrx: a.c:1:25: 'x' is not declared\n",
    })
    const host = { cwd: '/w', files: memoryFiles({}) } as unknown as Host
    expect(() => exec(['none.c'], { include: [], define: [], stats: false, limit: 1 }, host)).toThrow(UsageError)
  })
})
