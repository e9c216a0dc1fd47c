// The language status: the reading that is in force, and the last verdict of the driver in the editor.
import { Disposable, LanguageStatusSeverity, languages, window, workspace } from 'vscode'
import { documentSelector } from '../languageClient.ts'
import { keyOf } from './enginePaths.ts'
import { summaryOf, type Verdicts } from './verdicts.ts'

export function showVerdict(verdicts: Verdicts): Disposable {
  const item = languages.createLanguageStatusItem('mrx.verdict', documentSelector)
  item.name = 'MRx Simulator'
  item.command = { command: 'mrx.showSimulator', title: 'Show', tooltip: 'Show the simulator' }
  const draw = () => {
    const uri = window.activeTextEditor?.document.uri
    const driver = uri && verdicts.of(keyOf(uri))
    const summary = driver && summaryOf(driver)
    const profile = workspace.getConfiguration('mrx', uri).get<string>('profile') ?? 'both'
    item.text = summary === undefined ? 'Not simulated' : `Simulated: ${summary}`
    item.detail = profile === 'both' ? 'both readings of the documentation' : `as the ${profile.replace('-', ' ')} says`
    item.busy = driver?.status === 'running'
    const fails = driver?.scenarios.some(({ verdict }) => verdict === 'fail') ?? false
    item.severity = fails && !driver?.isStale ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information
    item.accessibilityInformation = { label: `MRx Simulator: ${item.text}` }
  }
  draw()
  const listening = verdicts.onDidChange(draw)
  return Disposable.from(item, window.onDidChangeActiveTextEditor(draw), new Disposable(() => listening.dispose()))
}
