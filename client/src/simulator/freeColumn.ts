// Which groups of editors a source may be opened in: those that do not show the panel.

/** As of a group's active tab, where it is a page; VS Code puts a name of its own in front. */
export interface Group {
  readonly viewColumn: number
  readonly viewType: string | undefined
}

/** Undefined: the panel is shown in all of them. */
export function freeColumn(groups: readonly Group[]): number | undefined {
  if (groups.length === 0) return 1
  return groups.find(({ viewType }) => viewType === undefined || !/(^|-)mrx\.simulator$/.test(viewType))?.viewColumn
}
