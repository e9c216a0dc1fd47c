// The language server as the extension starts it.
import { Engine } from './engine.node.ts'
import { serve } from './lsp/serve.ts'
import { optimizeOnceStarted } from './tiering.ts'

optimizeOnceStarted()
serve(new Engine(import.meta.dirname))
