import { describe, expect, it } from 'vitest'
import { intern, internSlice } from './intern.ts'

describe('intern', () => {
  it('finds spellings inside a text', () => {
    const text = 'int some_name = some_name + Some_name;'
    const at = text.indexOf('some_name')
    expect(internSlice(text, at, at + 9)).toBe('some_name')
    expect(internSlice(text, 0, 0)).toBe('')
    expect(intern('é\ud800')).toBe('é\ud800')
  })

  it('keeps spellings apart however many there are', () => {
    const names = Array.from({ length: 250_000 }, (_, i) => `n${i.toString(36)}`)
    expect(names.every(name => intern(name) === name && internSlice(`(${name})`, 1, name.length + 1) === name)).toBe(
      true,
    )
  })

  it('takes long ones as they are', () => {
    expect(intern('x'.repeat(1_000))).toBe('x'.repeat(1_000))
  })
})
