import { expect, test } from 'vitest'
import { mentionsMiniRedirector, quotedHeaders } from './probe.ts'

test.each([
  '#include <mrx.h>',
  '#  include <RX.H>',
  '#include "../inc/rx.h"',
  'static MINIRDR_DISPATCH Dispatch;',
  'PMINIRDR_DISPATCH Dispatch',
  'NTSTATUS F(PMRX_SRV_CALL SrvCall);',
  '// @mrx expect no leaks',
])('%s', text => expect(mentionsMiniRedirector(text)).toBe(true))

test.each([
  '',
  '#include <stdio.h>',
  '#include "drx.h"',
  '#include "rx.hpp"',
  'mrx',
  'XPMRX_',
  'MY_MINIRDR_DISPATCHER',
  '// user@mrxmail.example',
])('not: %s', text => expect(mentionsMiniRedirector(text)).toBe(false))

test('headers in quotes, each once', () => {
  const text =
    '#include <ntifs.h>\n#include "precomp.h"\r\n # include "..\\inc\\my.h" // ours\n#include "precomp.h"\n// #include "not.h"\n'
  expect(quotedHeaders(text)).toEqual(['precomp.h', '../inc/my.h'])
  expect(quotedHeaders('int x;')).toEqual([])
})
