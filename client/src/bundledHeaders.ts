// The bundled declarations, readable: a finding's related place or a link may lead into one. The server has the texts.
import { type Disposable, workspace } from 'vscode'
import { type BundledHeaderParams, bundledHeaderRequest, bundledScheme } from '../../server/src/protocol/requests.ts'
import type { Server } from './languageClient.ts'

export function showBundledHeaders(server: Server): Disposable {
  return workspace.registerTextDocumentContentProvider(bundledScheme, {
    provideTextDocumentContent: async uri => {
      const parameters: BundledHeaderParams = { uri: uri.toString() }
      return (await server.request<string | null>(bundledHeaderRequest, parameters)) ?? undefined
    },
  })
}
