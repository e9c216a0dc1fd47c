// What the client can do, and what it asks for at the start. Clients send what they like: nothing is taken on trust.
import { type ClientCapabilities, type InitializeParams, MarkupKind } from 'vscode-languageserver/node'
import { uriToPath } from '../../project/paths.ts'
import type { FolderSettings } from '../../project/workspaceConfigurations.ts'
import { explainRuleCommand } from '../../protocol/requests.ts'

export interface ClientOptions {
  readonly pullDiagnostics: boolean
  readonly refreshDiagnostics: boolean
  readonly relatedInformation: boolean
  /** Markdown in hovers is drawn; who says nothing of formats gets it too, as most of them draw it. */
  readonly markdown: boolean
  readonly configuration: boolean
  readonly registersConfiguration: boolean
  readonly registersWatchers: boolean
  readonly workspaceFolders: boolean
  readonly rulePage: string | undefined
  /** It shows the pages of rules itself when an action asks for it. */
  readonly explainsRules: boolean
  /** Settings from the start on; the only ones of clients that cannot be asked later. */
  readonly settings: unknown
}

export function clientOptions(params: InitializeParams): ClientOptions {
  const { workspace, textDocument }: ClientCapabilities = params.capabilities ?? {}
  const { rulePage, settings, commands } = (params.initializationOptions ?? {}) as Record<string, unknown>
  return {
    pullDiagnostics: textDocument?.diagnostic != null,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      textDocument?.diagnostic?.relatedInformation === true ||
      textDocument?.publishDiagnostics?.relatedInformation === true,
    markdown: textDocument?.hover?.contentFormat?.includes?.(MarkupKind.Markdown) ?? true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    explainsRules: Array.isArray(commands) && commands.includes(explainRuleCommand),
    rulePage: typeof rulePage === 'string' ? rulePage : undefined,
    settings,
  }
}

export function workspacePaths({ workspaceFolders, rootUri, rootPath }: InitializeParams): string[] {
  if (Array.isArray(workspaceFolders)) return workspaceFolders.map(folder => uriToPath(String(folder?.uri)))
  if (typeof rootUri === 'string') return [uriToPath(rootUri)]
  return typeof rootPath !== 'string' ? [] : [uriToPath(`file://${rootPath.startsWith('/') ? '' : '/'}${rootPath}`)]
}

/** The section `mrx` of an editor, without what only the editor's side uses. `null` is how editors say "not set". */
export function engineSettings(section: unknown): unknown {
  if (typeof section !== 'object' || section === null) return {}
  const entries = Object.entries(section).filter(([key, value]) => value !== null && !editorOnly.has(key))
  return Object.fromEntries(entries)
}

/** The answers for single folders that are another one than `common`. A client that gives none has only common ones. */
export function differing(common: unknown, folders: readonly string[], answers: readonly unknown[]): FolderSettings {
  const own = answers.slice(0, folders.length).map((answer, i) => [folders[i]!, engineSettings(answer)] as const)
  return Object.fromEntries(own.filter(([, settings]) => JSON.stringify(settings) !== JSON.stringify(common)))
}

const editorOnly = new Set(['trace', 'server', 'editor'])

export const watchedFiles = [
  '**/*.{c,h,cc,cpp,cxx,hh,hpp,hxx,inl}',
  '**/.mrxrc.json',
  '**/compile_commands.json',
  '**/c_cpp_properties.json',
  '**/*.{vcxproj,props}',
  '**/{sources,SOURCES,Sources,dirs,DIRS}',
]
