// The language server as the extension starts it.
import { Engine } from './engine.node.ts'
import { forServer } from './engineFlags.ts'
import { serve } from './lsp/serve.ts'

forServer()
serve(new Engine(import.meta.dirname), import.meta.dirname)
