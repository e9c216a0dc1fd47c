// Icons of 16 by 16, drawn in the manner of those around them: lines of one width in the colour of the text.
import { html, svg, type TemplateResult } from 'lit'

const circle = 'M8 1.5A6.5 6.5 0 1 1 8 14.5A6.5 6.5 0 1 1 8 1.5Z'

const paths = {
  run: 'M4.5 2.8V13.2L12.5 8Z',
  stop: 'M4 4H12V12H4Z',
  pass: `${circle}M5 8.2L7.2 10.4L11 5.8`,
  fail: `${circle}M5.6 5.6L10.4 10.4M10.4 5.6L5.6 10.4`,
  unknown: `${circle}M6.1 6.2C6.2 4 9.8 4 9.8 6.2C9.8 7.6 8 7.6 8 9.2M8 10.7V11.7`,
  warning: 'M8 2L14.5 13.5H1.5ZM8 6.2V9.8M8 10.9V11.9',
  bolt: 'M9 1.5L3.5 9H7.5L6.8 14.5L12.5 6.8H8.5Z',
  info: `${circle}M8 7V11.3M8 4.6V5.6`,
  close: 'M3.8 3.8L12.2 12.2M12.2 3.8L3.8 12.2',
  add: 'M8 3V13M3 8H13',
  right: 'M6 4L10 8L6 12',
  down: 'M4 6L8 10L12 6',
  up: 'M4 10L8 6L12 10',
  later: 'M8 2V9.5M4.8 6.5L8 9.7L11.2 6.5M3 13H13',
  compare: 'M2 3H6.5V13H2ZM9.5 3H14V13H9.5ZM8 1.5V14.5',
  replay: 'M3 8A5 5 0 1 0 5 4M5 1.5V4.3H7.8',
  open: 'M1.8 12.8V3.2H6L7.5 4.8H13V6.8M1.8 12.8L4 6.8H14.6L12.6 12.8Z',
  export: 'M8 10V2M4.8 5L8 1.8L11.2 5M2.5 9V13.8H13.5V9',
  save: 'M2.5 2.5H11L13.5 5V13.5H2.5ZM5 2.5V6H10V2.5M5 13.5V9.5H11V13.5',
} as const

export type Icon = keyof typeof paths

const filled: ReadonlySet<Icon> = new Set(['run', 'stop'])

/** `label`: for what has no text beside it. */
export function icon(name: Icon, label?: string): TemplateResult {
  const drawn = svg`<path d=${paths[name]}></path>`
  return label === undefined
    ? html`<svg class="icon ${name} ${filled.has(name) ? 'filled' : ''}" viewBox="0 0 16 16" aria-hidden="true">${drawn}</svg>`
    : html`<svg class="icon ${name}" viewBox="0 0 16 16" role="img" aria-label=${label}>${drawn}</svg>`
}

/** A button that is its icon; the label is its tooltip, too. */
export function iconButton(id: string, name: Icon, label: string, act: () => void): TemplateResult {
  return html`<button class="icon-button" id=${id} title=${label} aria-label=${label} @click=${act}>${icon(name)}</button>`
}
